using Sqs.Compiler.Ir;
using Sqs.Providers.Costs;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;

namespace Sqs.Runtime.Jobs;

/// <summary>What is sent at once, and all that is known of it. Every change is stored before the next step is taken.</summary>
/// <param name="JobId">The job it belongs to.</param>
/// <param name="Index">Its number in the job.</param>
/// <param name="Key">Our key, which marks it at the vendor.</param>
/// <param name="Backend">Specification of the backend.</param>
/// <param name="Prepared">Digest of the stored prepared job.</param>
/// <param name="Circuits">Indices of its circuits in the request.</param>
public sealed record JobPart(string JobId, int Index, string Key, string Backend, string Prepared, EquatableArray<int> Circuits)
{
    /// <summary>Host of the service it was made for and confirmed for; null for this machine, and for parts of versions that did not keep it.</summary>
    public string? Host { get; init; }

    /// <summary>Where it stands.</summary>
    public JobState State { get; init; } = JobState.Draft;

    /// <summary>When the next step is due; null for never.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why it is held back, or what is odd about it, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>What the user is to be told beside its state: how it was sent, what came twice.</summary>
    public EquatableArray<string> Notes { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>When the first intent to send was recorded.</summary>
    public DateTimeOffset? FirstIntentAt { get; init; }

    /// <summary>When the last intent to send was recorded.</summary>
    public DateTimeOffset? LastIntentAt { get; init; }

    /// <summary>How often the vendor was searched for the key in vain since the last intent.</summary>
    public int Searches { get; init; }

    /// <summary>The vendor's identifier.</summary>
    public string? RemoteId { get; init; }

    /// <summary>The vendor's last word on the status.</summary>
    public string? VendorStatus { get; init; }

    /// <summary>Since when it says so.</summary>
    public DateTimeOffset? StatusSince { get; init; }

    /// <summary>The vendor's identifiers of other jobs that the same request made, because it was delivered more than once. Those that ended before they were cancelled are charged.</summary>
    public EquatableArray<string> Duplicates { get; init; }

    /// <summary>Whether the vendor was asked for other jobs with our key, which a repeated delivery would have made.</summary>
    public bool IsKeyUnique { get; init; }

    /// <summary>Status queries since it was submitted.</summary>
    public int Polls { get; init; }

    /// <summary>Since when the vendor does not know it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>Since when the vendor says something we do not understand.</summary>
    public DateTimeOffset? OddSince { get; init; }

    /// <summary>When it may start, as the vendor predicted at the last look. A hint, never a promise.</summary>
    public DateTimeOffset? PredictedStart { get; init; }

    /// <summary>Whether the vendor was asked to cancel it.</summary>
    public bool IsCancelSent { get; init; }

    /// <summary>Downloads that failed.</summary>
    public int FailedFetches { get; init; }

    /// <summary>The vendor's documents.</summary>
    public EquatableArray<StoredDocument> Documents { get; init; }

    /// <summary>Digest of the counts derived from the documents.</summary>
    public string? Counts { get; init; }

    /// <summary>Circuits of the request that have results.</summary>
    public EquatableArray<int> Answered { get; init; }

    /// <summary>When the vendor last refused the credential, while nothing has gone on since; or null.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>Fingerprint of the credential it refused.</summary>
    public string? RefusedCredential { get; init; }

    /// <summary>Whether it is held only for the rate of submits, which passes in a moment.</summary>
    public bool IsPaced { get; init; }

    /// <summary>Why it failed, or why it cannot go on.</summary>
    public ProviderError? Error { get; init; }

    /// <summary>What it is expected to cost.</summary>
    public CostEstimate? Estimate { get; init; }

    /// <summary>What it used.</summary>
    public JobUsage? Usage { get; init; }

    /// <summary>Usage queries since it ended.</summary>
    public int UsageQueries { get; init; }

    /// <summary>Steps in a row that failed on this side, for instance because a credential is missing here.</summary>
    public int FailedSteps { get; init; }

    /// <summary>How often the same circuits were sent in parts before this one.</summary>
    public int Generation { get; init; }

    /// <summary>The part that repeats what this one left open, or null.</summary>
    public int? RepeatedBy { get; init; }

    /// <summary>The part in another state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="dueAt">When the next step is due.</param>
    /// <param name="reason">Why, for people.</param>
    /// <returns>The part.</returns>
    /// <exception cref="InvalidOperationException">The state machine has no such edge: a bug.</exception>
    public JobPart To(JobState state, DateTimeOffset? dueAt, string? reason = null) => JobStates.MayFollow(State, state)
        ? this with { State = state, DueAt = dueAt, Reason = reason }
        : throw new InvalidOperationException($"A job does not go from {State} to {state}.");
}
