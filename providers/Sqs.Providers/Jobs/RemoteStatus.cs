using Sqs.Providers.Errors;

namespace Sqs.Providers.Jobs;

/// <summary>What a vendor says about a job at one moment.</summary>
/// <param name="Phase">In our terms.</param>
/// <param name="VendorStatus">In the vendor's words.</param>
public sealed record RemoteStatus(RemotePhase Phase, string VendorStatus)
{
    /// <summary>Whether <see cref="Phase"/> is a guess from an unknown word; a terminal guess is confirmed by a second look.</summary>
    public bool IsSuspect { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public ProviderError? Error { get; init; }

    /// <summary>When it may start, or null. A hint, never a promise.</summary>
    public TimeSpan? PredictedWait { get; init; }

    /// <summary>Jobs the vendor made of its circuits, in circuit order; empty where it made none.</summary>
    public Compiler.Ir.EquatableArray<string> ChildIds { get; init; }
}
