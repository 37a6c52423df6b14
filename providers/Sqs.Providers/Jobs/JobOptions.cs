namespace Sqs.Providers.Jobs;

/// <summary>How a job runs. What a backend has no use for is refused when the job is prepared, never ignored.</summary>
public sealed record JobOptions
{
    /// <summary>
    /// Whether the vendor's error mitigation by symmetrisation (debiasing) is on. Always sent, because a vendor's default may be on
    /// and changes price and meaning of the results.
    /// </summary>
    public bool Debiasing { get; init; }

    /// <summary>Whether idle qubits get decoupling pulses. Never together with feed-forward.</summary>
    public bool DynamicalDecoupling { get; init; }

    /// <summary>The vendor's noise model, for its simulators; null for none.</summary>
    public string? NoiseModel { get; init; }

    /// <summary>Seed of simulators and of drawing counts from probabilities.</summary>
    public ulong Seed { get; init; }

    /// <summary>The most quantum processor time the job may take, or null for the vendor's limit.</summary>
    public TimeSpan? MaximumQpuTime { get; init; }

    /// <summary>The vendor's session or batch the job belongs to, or null.</summary>
    public string? SessionId { get; init; }

    /// <summary>Whether the vendor hides the job's programs and deletes the results when they are first read.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether the vendor only checks and costs the job.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Seconds between the end of a shot and the next, or null for the device's default.</summary>
    public double? RepetitionDelay { get; init; }

    /// <summary>Labels for people; the job's key is added to them.</summary>
    public Compiler.Ir.EquatableArray<string> Tags { get; init; }
}
