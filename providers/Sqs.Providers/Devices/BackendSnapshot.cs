using Sqs.Compiler.Ir;

namespace Sqs.Providers.Devices;

/// <summary>
/// What a device could do, and how well, at one moment: enough to compile for it and to rebuild its noise later. Kept with every job.
/// </summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Backend">Name of the backend.</param>
/// <param name="QubitCount">Number of qubits.</param>
public sealed record BackendSnapshot(string Provider, string Backend, int QubitCount)
{
    /// <summary>When it was read.</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>Whether it is no quantum hardware.</summary>
    public bool IsSimulator { get; init; }

    /// <summary>What the vendor says stands in the way of a run just now, for instance that the device is paused; null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Names of the native gates, in the vendor's spelling.</summary>
    public EquatableArray<string> NativeGates { get; init; }

    /// <summary>Pairs of qubits that two-qubit gates connect, lower index first; empty where every pair is connected.</summary>
    public EquatableArray<QubitPair> Coupling { get; init; }

    /// <summary>Whether qubits can be measured before the end of a program.</summary>
    public bool HasMidCircuitMeasurement { get; init; }

    /// <summary>Whether qubits can be reset inside a program.</summary>
    public bool HasReset { get; init; }

    /// <summary>Whether a program can branch on measured bits.</summary>
    public bool HasFeedForward { get; init; }

    /// <summary>The most shots of a circuit.</summary>
    public int MaximumShots { get; init; } = int.MaxValue;

    /// <summary>What was measured of each qubit; empty where the vendor publishes only medians.</summary>
    public EquatableArray<QubitCalibration> Qubits { get; init; }

    /// <summary>What was measured of each gate on its qubits; empty where the vendor publishes only medians.</summary>
    public EquatableArray<GateCalibration> Gates { get; init; }

    /// <summary>Medians over the device, or null where the vendor publishes values a qubit.</summary>
    public DeviceMedians? Medians { get; init; }

    /// <summary>The vendor's own documents, by name, unchanged.</summary>
    public EquatableArray<RawDocument> Documents { get; init; }
}
