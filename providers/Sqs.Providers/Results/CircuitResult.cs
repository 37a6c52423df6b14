using Sqs.Compiler.Ir;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Results;

/// <summary>The result of one circuit of a job.</summary>
/// <param name="Index">Index of the circuit in the request.</param>
/// <param name="Records">The joint registers of every shot, or null where the circuit failed.</param>
public sealed record CircuitResult(int Index, ShotRecords? Records)
{
    /// <summary>Why there are no records, or null.</summary>
    public ProviderError? Error { get; init; }

    /// <summary>Shots the device discarded, for instance because a qubit leaked.</summary>
    public int DiscardedShots { get; init; }

    /// <summary>Registers the vendor did not report; their bits are unknown, not zero.</summary>
    public EquatableArray<string> UnreportedRegisters { get; init; }

    /// <summary>Whether the shots were drawn from the vendor's probabilities with <see cref="Seed"/>, so that they carry its sampling and not the device's.</summary>
    public bool IsSampled { get; init; }

    /// <summary>The seed of drawing, where <see cref="IsSampled"/>.</summary>
    public ulong? Seed { get; init; }
}
