using Newtonsoft.Json.Linq;
using Sqs.Providers.Emulation.Faults;

namespace Sqs.Providers.Emulation.Jobs;

/// <summary>A job of an emulated service. Its course follows from the clock; only what happens to it from outside is stored.</summary>
public sealed record EmulatedJob
{
    /// <summary>The service's identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Order of acceptance.</summary>
    public required int Number { get; init; }

    /// <summary>The body of the request.</summary>
    public required JObject Body { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it leaves the queue.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>What goes wrong with it.</summary>
    public FaultKind Fault { get; init; }

    /// <summary>The job it is a circuit of, or null.</summary>
    public string? ParentId { get; init; }

    /// <summary>Jobs made of its circuits, in order.</summary>
    public IReadOnlyList<string> ChildIds { get; init; } = [];

    /// <summary>Why it fails in the checks, or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>When it was cancelled, or null.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Whether the network delivered its request a second time.</summary>
    public bool IsRedelivered { get; init; }

    /// <summary>Whether it was deleted, or its results were read and are gone.</summary>
    public bool IsGone { get; init; }

    /// <summary>Where it stands.</summary>
    /// <param name="now">The time now.</param>
    /// <returns>The phase.</returns>
    public EmulatedPhase PhaseAt(DateTimeOffset now)
    {
        if (CancelledAt is { } cancelled && cancelled < EndsAt)
            return EmulatedPhase.Cancelled;
        if (now < StartsAt)
            return EmulatedPhase.Queued;
        if (Refusal is not null || Fault is FaultKind.FailedPreflight)
            return EmulatedPhase.Failed;
        if (now < EndsAt)
            return EmulatedPhase.Running;
        return Fault switch
        {
            FaultKind.RanTooLong => EmulatedPhase.TooLong,
            FaultKind.FailedOnSystem => EmulatedPhase.Failed,
            _ => EmulatedPhase.Completed,
        };
    }
}
