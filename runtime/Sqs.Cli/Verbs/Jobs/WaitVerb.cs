using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs.Remote;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary><c>sqs wait</c>: follows a job to its end and prints its counts.</summary>
internal sealed class WaitVerb : VerbCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The job, or the beginning of its identifier." };
    private readonly Option<double?> _timeout = new("--timeout") { Description = "Seconds to wait; the job goes on behind them." };
    private readonly Option<bool> _memory = new("--memory") { Description = "With --json: list every shot." };
    private readonly JobStoreOptions _store = new();
    private readonly ServerOptions _server = new();
    private readonly RunStoreOptions _runs = new();

    /// <summary>Creates the verb.</summary>
    public WaitVerb()
        : base("wait", "Sends and follows a job to its end and prints its counts; Ctrl-C leaves the job running. Exit code 4: the time was up and the job goes on.", "sqs wait 01a1fc6c --json", "sqs wait 01a1fc6c --timeout 60")
    {
        _timeout.RequireFiniteAtLeastZero();
        Add(_id);
        Add(_timeout);
        Add(_memory);
        _store.AddTo(this);
        _server.AddTo(this);
        _runs.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using RemoteJobs? remote = _server.Open(arguments, context);
        if (remote is not null)
            return await remote.WaitAsync(arguments.GetRequiredValue(_id), arguments.GetValue(_timeout) is { } patience ? TimeSpan.FromSeconds(patience) : null, arguments.GetValue(_memory)).ConfigureAwait(false);
        using OpenJobs jobs = _store.Open(arguments);
        JobView start = await jobs.Service.ShowAsync(arguments.GetRequiredValue(_id), context.Cancellation).ConfigureAwait(false);
        TimeSpan? longest = arguments.GetValue(_timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        WaitAnswer? answer = await FollowAsync(start.Job.Id, longest, jobs.Service, context).ConfigureAwait(false);
        if (answer is null)
            return ExitCode.Interrupted;
        if (answer.End == WaitEnd.StillRunning)
        {
            if (context.IsJson)
            {
                JObject document = JobDocument.Describe(answer.View);
                document["outcome"] = "still-running";
                context.WriteJson(document);
            }

            context.Remark(FormattableString.Invariant($"the {longest!.Value.TotalSeconds:0.###} s are up and the job is {JobDisplay.Describe(answer.View)}; it has not failed, the job goes on, 'sqs wait {start.Job.Id}' follows it again"));
            return ExitCode.StillRunning;
        }

        JobResult result = await jobs.Service.ResultsAsync(answer.View.Job.Id, context.Cancellation).ConfigureAwait(false);
        string? run = await _runs.SaveAsync(arguments, "program", answer.View, jobs.Service, context).ConfigureAwait(false);
        return JobResultOutput.Write(answer.View, result, run, arguments.GetValue(_memory), context);
    }

    /// <summary>Follows a job and shows it.</summary>
    /// <param name="id">The job.</param>
    /// <param name="longest">How long to wait, or null for as long as it takes.</param>
    /// <param name="service">The jobs.</param>
    /// <param name="context">Where to write.</param>
    /// <param name="endsOnRefusal">Whether the wait ends where the provider refuses the credential.</param>
    /// <returns>How the wait ended; null where the user interrupted it, who was then told how to go on.</returns>
    public static async Task<WaitAnswer?> FollowAsync(string id, TimeSpan? longest, JobService service, VerbContext context, bool endsOnRefusal = false)
    {
        var display = new JobDisplay(context, service);
        try
        {
            await using (display.ConfigureAwait(false))
                return await service.WaitAsync(id, longest, display, context.Cancellation, endsOnRefusal).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            context.Remark($"interrupted; the job goes on: 'sqs wait {id}' follows it again, 'sqs cancel {id}' stops it");
            return null;
        }
    }
}
