using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary>Options of verbs that keep runs.</summary>
internal sealed class RunStoreOptions
{
    private readonly Option<string?> _runs = new("--runs") { Description = $"Folder of the recorded runs; the variable {RunStore.FolderVariable}, else .sqs/runs." };
    private readonly Option<bool> _noRecord = new("--no-record") { Description = "Do not record the run." };

    /// <summary>The options of a verb that records.</summary>
    public IEnumerable<Option> All => [_runs, _noRecord];

    /// <summary>Adds the options to a verb that records.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        command.Add(_runs);
        command.Add(_noRecord);
    }

    /// <summary>Adds the option of a verb that only reads.</summary>
    /// <param name="command">The verb.</param>
    public void AddReadingTo(Command command) => command.Add(_runs);

    /// <summary>The store.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>A store; its folder may not exist yet.</returns>
    public RunStore Open(ParseResult arguments) => new(arguments.GetValue(_runs) ?? RunStore.DefaultRoot());

    /// <summary>Records a run unless the user does not want it.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="record">The run.</param>
    /// <param name="context">Where to say so.</param>
    /// <returns>The identifier, or null when it was not recorded.</returns>
    public string? Save(ParseResult arguments, RunRecord record, VerbContext context)
    {
        if (arguments.GetValue(_noRecord))
            return null;
        Open(arguments).Save(record, context.Cancellation);
        context.Remark($"recorded as run {record.Id}");
        return record.Id;
    }

    /// <summary>Records a job that ended at a provider with results, once, however often they are read, unless the user does not want it.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="kind">Kind of work, see <see cref="RunRecord.Kind"/>.</param>
    /// <param name="view">The job.</param>
    /// <param name="service">The jobs.</param>
    /// <param name="context">Where to say so.</param>
    /// <returns>The identifier of the run; null where there is none.</returns>
    public async Task<string?> SaveAsync(ParseResult arguments, string kind, JobView view, JobService service, VerbContext context)
    {
        // The engine of this machine records its runs itself; versions before this one kept no programs.
        if (arguments.GetValue(_noRecord) || view.Job is { Host: null } or { Request: null } || !view.State.IsTerminal() || view.OpenCircuits.Count == view.Job.Circuits)
            return null;
        string id = RunRecord.IdOf(view.Job.CreatedAt, view.Job.Id);
        if (Open(arguments).Contains(id))
            return id;
        JobContents contents = await service.ContentsAsync(view.Job.Id, context.Cancellation).ConfigureAwait(false);
        return contents.Result.Circuits.Any(c => c.Records is not null) ? Save(arguments, DeviceRecord.Of(kind, null, contents), context) : null;
    }

    /// <summary>Records the jobs of one piece of work unless the user does not want it.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="kind">Kind of work, see <see cref="RunRecord.Kind"/>.</param>
    /// <param name="title">What ran, for people.</param>
    /// <param name="jobs">Identifiers of the jobs, in order.</param>
    /// <param name="attachments">Files to keep with the run, by name.</param>
    /// <param name="service">The jobs.</param>
    /// <param name="context">Where to say so.</param>
    /// <returns>The identifier of the run; null where there is none.</returns>
    public async Task<string?> SaveAsync(
        ParseResult arguments, string kind, string title, IReadOnlyList<string> jobs, IReadOnlyDictionary<string, byte[]> attachments, JobService service, VerbContext context)
    {
        if (arguments.GetValue(_noRecord) || jobs.Count == 0)
            return null;
        var contents = new List<JobContents>(jobs.Count);
        foreach (string job in jobs)
            contents.Add(await service.ContentsAsync(job, context.Cancellation).ConfigureAwait(false));
        return contents[0].View.Job.Host is null ? null : Save(arguments, DeviceRecord.Of(kind, title, contents) with { Attachments = attachments }, context);
    }
}
