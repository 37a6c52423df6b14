using Sqs.Compiler.Ir;

namespace Sqs.Providers.Jobs;

/// <summary>A bit register of the caller's program and where the vendor's results hold its bits.</summary>
/// <param name="Name">The caller's name.</param>
/// <param name="Size">Number of bits.</param>
public sealed record RegisterLayout(string Name, int Size)
{
    /// <summary>Name of the register in the vendor's results.</summary>
    public string RemoteName { get; init; } = Name;

    /// <summary>
    /// For vendors that measure every qubit at the end: the qubit whose outcome is each bit, bit 0 first, or -1 for a bit that is never
    /// measured and stays 0. Empty where results come by register.
    /// </summary>
    public EquatableArray<int> Qubits { get; init; }
}
