namespace Sqs.Runtime.Runs;

/// <summary>A run as it is kept: what was asked, on what, with which software, and everything that came out.</summary>
public sealed record RunRecord
{
    /// <summary>Identifier, unique in a store; sorts by time.</summary>
    public required string Id { get; init; }

    /// <summary>When the run was recorded, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What kind of work it was: <c>program</c>, <c>network</c> or <c>training</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What ran, for people: a file or a model.</summary>
    public required string Title { get; init; }

    /// <summary>Where it ran, for instance <c>native</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Version of the software that ran it.</summary>
    public required string Software { get; init; }

    /// <summary>The programs that ran, in order.</summary>
    public required IReadOnlyList<RunJob> Jobs { get; init; }

    /// <summary>The jobs at a provider that the results come from; none for runs of the native engine.</summary>
    public IReadOnlyList<DeviceJob> DeviceJobs { get; init; } = [];

    /// <summary>Figures of the run by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Other files kept with the run, by name: the model, the dataset specification, plots.</summary>
    public IReadOnlyDictionary<string, byte[]> Attachments { get; init; } = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);

    /// <summary>Makes an identifier from a time: the time to the second, then what tells runs of one second apart.</summary>
    /// <param name="time">Time of the run.</param>
    /// <returns>For instance <c>20261121-031502-7f3a9c</c>.</returns>
    public static string NewId(DateTimeOffset time) => IdOf(time, Guid.NewGuid().ToString("N"));

    /// <summary>The identifier of a run that is one job: always the same for the same job.</summary>
    /// <param name="time">Time of the job.</param>
    /// <param name="job">Identifier of the job, of which the last six characters count: they are random.</param>
    /// <returns>For instance <c>20261121-031502-7f3a9c</c>.</returns>
    public static string IdOf(DateTimeOffset time, string job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return FormattableString.Invariant($"{time.UtcDateTime:yyyyMMdd-HHmmss}-{job[^6..]}");
    }
}
