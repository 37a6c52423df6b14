namespace Sqs.Simulation;

/// <summary>How a program is simulated.</summary>
public enum SimulationMethod
{
    /// <summary>The engine chooses by the program, the noise and the number of shots.</summary>
    Automatic,

    /// <summary>Shots with the same measurement record share one state; their number is split at random at every measurement.</summary>
    Branching,

    /// <summary>Every shot runs alone, its outcomes drawn one by one; the noise between them is averaged exactly where the program is contracted.</summary>
    Trajectory,

    /// <summary>Density matrices: noise, resets and discarded outcomes are exact, only recorded outcomes are drawn.</summary>
    Density,

    /// <summary>The probability of every classical record; nothing is drawn.</summary>
    Exact,

    /// <summary>One state vector of all qubits, for programs whose only measurements stand at the end.</summary>
    StateVector,
}
