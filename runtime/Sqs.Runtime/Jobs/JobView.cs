using Sqs.Providers.Costs;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;

namespace Sqs.Runtime.Jobs;

/// <summary>A job and its parts as they stand.</summary>
/// <param name="Job">The job.</param>
/// <param name="Parts">Its parts, in order.</param>
public sealed record JobView(JobRecord Job, IReadOnlyList<JobPart> Parts)
{
    /// <summary>
    /// Where the job stands: as far as the part that is furthest behind; done when every circuit has a result, whichever part gave it.
    /// </summary>
    public JobState State
    {
        get
        {
            if (OpenCircuits.Count == 0 && Parts.All(p => p.State.IsTerminal()))
                return JobState.Done;
            IEnumerable<JobPart> current = Parts.Where(p => p.RepeatedBy is null);
            JobPart[] open = [.. current.Where(p => !p.State.IsTerminal())];
            if (open.Length > 0)
                return open.Min(p => p.State);
            JobState[] ends = [.. current.Select(p => p.State).Where(s => s != JobState.Done)];
            return ends.Length == 0 ? JobState.Done : ends.Contains(JobState.Failed) ? JobState.Failed : ends.Max();
        }
    }

    /// <summary>Circuits that have no result, ascending.</summary>
    public IReadOnlyList<int> OpenCircuits
    {
        get
        {
            // A dry run has no results to wait for.
            var answered = Parts.Where(p => p.State == JobState.Done || !p.Answered.IsEmpty)
                .SelectMany(p => p.State == JobState.Done ? p.Circuits : p.Answered).ToHashSet();
            return [.. Enumerable.Range(0, Job.Circuits).Where(c => !answered.Contains(c))];
        }
    }

    /// <summary>Errors of parts that nothing repeats.</summary>
    public IReadOnlyList<ProviderError> Errors => [.. Parts.Where(p => p.RepeatedBy is null && p.Error is not null).Select(p => p.Error!)];

    /// <summary>Why the vendor refuses the credential, where it did at the last attempt; or null.</summary>
    public ProviderError? Refusal => Parts.FirstOrDefault(p => p.RefusedAt is not null && !p.State.IsTerminal())?.Error;

    /// <summary>What the user is to be told beside the state, each once.</summary>
    public IReadOnlyList<string> Notes => [.. Parts.SelectMany(p => p.Notes).Distinct(StringComparer.Ordinal)];

    /// <summary>What is expected to be charged, by unit.</summary>
    public IReadOnlyList<Money> Estimated => Sum(Parts.Where(p => p.Generation == 0).Select(p => p.Estimate?.Total));

    /// <summary>What is charged as far as it is settled, by unit.</summary>
    public IReadOnlyList<Money> Charged => Sum(Parts.Select(p => p.Usage?.Charge));

    /// <summary>What the provider itself estimates once it has checked the job, by unit; none where it does not say.</summary>
    public IReadOnlyList<Money> ProviderEstimates => Sum(Parts.Select(p => p.Usage?.Estimated));

    /// <summary>Seconds of quantum processor time as far as they are known.</summary>
    public double QpuSeconds => Parts.Sum(p => p.Usage?.QpuSeconds ?? 0);

    /// <summary>Whether the usage of every part that was at the vendor is settled.</summary>
    public bool IsUsageFinal => Parts.All(p => p.RemoteId is null || p.Usage is { IsFinal: true });

    private static IReadOnlyList<Money> Sum(IEnumerable<Money?> amounts) =>
        [.. amounts.OfType<Money>().GroupBy(m => m.Unit).Select(g => new Money(g.Sum(m => m.Amount), g.Key))];
}
