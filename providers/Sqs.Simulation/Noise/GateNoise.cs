using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Noise;

/// <summary>Noise of a gate.</summary>
/// <param name="Error">Average infidelity, relaxation during the gate included.</param>
/// <param name="Time">Duration in seconds.</param>
public sealed record GateNoise(double Error, double Time)
{
    /// <summary>Name in the gate table; null for every gate on as many qubits.</summary>
    public string? Gate { get; init; }

    /// <summary>The qubits in either order; empty for all.</summary>
    public EquatableArray<int> Qubits { get; init; }
}
