using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs.Remote;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary><c>sqs fetch</c>: prints the results of a job that has some, without waiting.</summary>
internal sealed class FetchVerb : VerbCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The job, or the beginning of its identifier." };
    private readonly Option<bool> _memory = new("--memory") { Description = "With --json: list every shot." };
    private readonly JobStoreOptions _store = new();
    private readonly ServerOptions _server = new();
    private readonly RunStoreOptions _runs = new();

    /// <summary>Creates the verb.</summary>
    public FetchVerb()
        : base("fetch", "Prints the results of a job that has some, without waiting for more. The same results every time.", "sqs fetch 01a1fc6c --json --memory")
    {
        Add(_id);
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
            return await remote.FetchAsync(arguments.GetRequiredValue(_id), arguments.GetValue(_memory)).ConfigureAwait(false);
        using OpenJobs jobs = _store.Open(arguments);
        JobView view = await jobs.Service.ShowAsync(arguments.GetRequiredValue(_id), context.Cancellation).ConfigureAwait(false);
        if (!view.State.IsTerminal())
            view = await jobs.Service.SettleAsync(view.Job.Id, context.Cancellation).ConfigureAwait(false);
        JobResult result = await jobs.Service.ResultsAsync(view.Job.Id, context.Cancellation).ConfigureAwait(false);
        if (view.State.IsTerminal() || result.Circuits.Any(c => c.Records is not null))
        {
            string? run = await _runs.SaveAsync(arguments, "program", view, jobs.Service, context).ConfigureAwait(false);
            return JobResultOutput.Write(view, result, run, arguments.GetValue(_memory), context);
        }

        return context.Report(ProviderDiagnostics.NotDone.At(SourceSpan.None, view.Job.Id, view.State, $"there are no results yet; 'sqs wait {view.Job.Id}' follows it"));
    }
}
