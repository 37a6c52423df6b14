using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs.Remote;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary><c>sqs cancel</c>: asks for a job to be cancelled.</summary>
internal sealed class CancelVerb : VerbCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The job, or the beginning of its identifier." };
    private readonly Option<bool> _running = new("--running") { Description = "Also while it runs, which providers charge." };
    private readonly JobStoreOptions _store = new();
    private readonly ServerOptions _server = new();

    /// <summary>Creates the verb.</summary>
    public CancelVerb()
        : base("cancel", "Cancels a job that waits; one that runs only with --running, because that is charged. Results that exist are kept.", "sqs cancel 01a1fc6c", "sqs cancel 01a1fc6c --running")
    {
        Add(_id);
        Add(_running);
        _store.AddTo(this);
        _server.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using RemoteJobs? remote = _server.Open(arguments, context);
        if (remote is not null)
            return await remote.CancelAsync(arguments.GetRequiredValue(_id), arguments.GetValue(_running)).ConfigureAwait(false);
        using OpenJobs jobs = _store.Open(arguments);
        bool alsoRunning = arguments.GetValue(_running);
        JobView view = await jobs.Service.CancelAsync(arguments.GetRequiredValue(_id), alsoRunning, context.Cancellation).ConfigureAwait(false);
        if (context.IsJson)
            context.WriteJson(JobDocument.Describe(view));
        else
            context.Output.WriteLine($"{view.Job.Id}  {JobDisplay.Describe(view)}");
        if (view.State == JobState.Running && !alsoRunning)
            context.Remark("it runs already, and stopping it is charged; --running stops it all the same");
        else if (view.State == JobState.Done)
            context.Remark("it had ended already");
        return view.State is JobState.Running && !alsoRunning ? ExitCode.Failed : ExitCode.Done;
    }
}
