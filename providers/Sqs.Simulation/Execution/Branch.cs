using Sqs.Compiler.Ir.Evaluation;
using Sqs.Simulation.States;

namespace Sqs.Simulation.Execution;

/// <summary>A group of shots that have made the same random choices so far, and where they stand in the program.</summary>
internal sealed class Branch : IDisposable
{
    /// <summary>Index of the next instruction.</summary>
    public int Position { get; set; }

    /// <summary>Bits and variables.</summary>
    public required ClassicalMemory Memory { get; init; }

    /// <summary>The for loops of the program.</summary>
    public required LoopState[] Loops { get; init; }

    /// <summary>The qubits.</summary>
    public required QuantumState State { get; init; }

    /// <summary>Number of shots; 0 in exact runs.</summary>
    public int Shots { get; set; }

    /// <summary>Probability of the choices made so far.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>Names the choices made so far; the random stream of the next one.</summary>
    public ulong Path { get; set; }

    /// <summary>Loop iterations gone through.</summary>
    public long Iterations { get; set; }

    /// <inheritdoc/>
    public void Dispose() => State.Dispose();
}
