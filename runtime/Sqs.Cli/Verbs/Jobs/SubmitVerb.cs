using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs.Remote;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Sources;
using Sqs.Runtime.Models;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary><c>sqs submit</c>: compiles a program or a model for a backend, sends it as a durable job and returns its identifier.</summary>
internal sealed class SubmitVerb : VerbCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "An OpenQASM program (.qasm) or a model (.sqs.json)." };
    private readonly Option<string> _backend = new("--backend")
    {
        Description = "Where to run: native, ibm:NAME or ionq:NAME, with @PROFILE for a named credential.",
        DefaultValueFactory = _ => ProgramRun.NativeBackend,
    };

    private readonly Option<int> _shots = new("--shots") { Description = "Number of shots.", DefaultValueFactory = _ => 1024 };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of simulators and of drawing counts from probabilities; drawn and recorded when left out." };
    private readonly Option<string?> _name = new("--name") { Description = "A name for the job; else the file's." };
    private readonly InputOptions _inputs = new();
    private readonly ModelInputOptions _model = new();
    private readonly SubmissionOptions _submission = new();
    private readonly JobStoreOptions _store = new();
    private readonly ServerOptions _server = new();

    /// <summary>Creates the verb.</summary>
    public SubmitVerb()
        : base(
            "submit",
            "Sends a program or a model as a job and returns its identifier; 'sqs wait' follows it to its end.",
            "sqs submit bell.qasm --shots 1000 --seed 7",
            "sqs submit bell.qasm --backend ibm:ibm_kingston --max-cost 5",
            "sqs submit model.sqs.json --backend ibm:ibm_kingston --input spikes.csv --yes")
    {
        _shots.RequirePositive();
        Add(_file);
        foreach (Option option in (Option[])[_backend, _shots, _seed, _name])
            Add(option);
        _inputs.AddTo(this);
        _model.AddTo(this);
        _submission.AddTo(this);
        _store.AddTo(this);
        _server.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        string file = arguments.GetRequiredValue(_file);
        bool isModel = GraphFile.IsModel(file);
        var diagnostics = new DiagnosticBag();
        OptionRules.RefuseGiven(isModel ? [_inputs.ForPrograms] : _model.All, arguments, isModel ? "a model" : "a program", diagnostics);
        if (diagnostics.HasErrors)
        {
            context.Report(diagnostics);
            return ExitCode.Usage;
        }

        using RemoteJobs? remote = _server.Open(arguments, context);
        if (remote is not null)
            return await SubmitAsync(file, isModel, arguments, remote, context, diagnostics).ConfigureAwait(false);

        // What is wrong with the files is said before anything is asked of a provider.
        JobSource? source = isModel ? Network(file, arguments, diagnostics) : Program(file, arguments, diagnostics, context.Cancellation);
        if (context.Report(diagnostics) != ExitCode.Done || source is null)
            return ExitCode.Failed;

        string backend = arguments.GetRequiredValue(_backend);
        using OpenJobs jobs = _store.Open(arguments);
        string name = arguments.GetValue(_name) ?? Path.GetFileName(file);
        JobView? draft = await _submission
            .DraftAsync(arguments, name, source, backend, arguments.GetValue(_shots), arguments.GetValue(_seed) ?? (ulong)Random.Shared.NextInt64(), jobs.Service, context).ConfigureAwait(false);
        return draft is null ? ExitCode.Failed : await SendAsync(draft, jobs.Service, context).ConfigureAwait(false);
    }

    private async Task<int> SubmitAsync(string file, bool isModel, ParseResult arguments, RemoteJobs remote, VerbContext context, DiagnosticBag diagnostics)
    {
        ulong seed = arguments.GetValue(_seed) ?? (ulong)Random.Shared.NextInt64();
        JObject submission = SubmissionDocument.Of(_submission.Job(arguments, seed));
        submission["backend"] = arguments.GetRequiredValue(_backend);
        submission["name"] = arguments.GetValue(_name) ?? Path.GetFileName(file);
        submission["shots"] = arguments.GetValue(_shots);
        submission["maxCost"] = _submission.Limit(arguments) ?? 0;
        if (isModel)
        {
            if (GraphFile.Read(file, diagnostics) is { } graph && _model.Spikes(arguments, _inputs.File(arguments), graph, diagnostics) is { } spikes)
                SubmissionDocument.Add(submission, graph, spikes);
        }
        else if (ProgramFile.Read(file, diagnostics, context.Cancellation) is { } program && _inputs.Bind(arguments, program, diagnostics) is { } values)
        {
            SubmissionDocument.Add(submission, program, values);
        }

        return context.Report(diagnostics) is not ExitCode.Done and int code
            ? code
            : await remote.SubmitAsync(submission, _submission.IsConfirmed(arguments), _submission.Limit(arguments) is not null).ConfigureAwait(false);
    }

    private ProgramSource? Program(string file, ParseResult arguments, DiagnosticBag diagnostics, CancellationToken cancellation) =>
        ProgramFile.Read(file, diagnostics, cancellation) is { } program && _inputs.Bind(arguments, program, diagnostics) is { } values ? new ProgramSource(program, values) : null;

    private NetworkSource? Network(string file, ParseResult arguments, DiagnosticBag diagnostics) =>
        GraphFile.Read(file, diagnostics) is { } graph && _model.Spikes(arguments, _inputs.File(arguments), graph, diagnostics) is { } spikes
            ? new NetworkSource(graph, spikes)
            : null;

    private static async Task<int> SendAsync(JobView draft, JobService service, VerbContext context)
    {
        try
        {
            JobView view = await service.SendAsync(draft.Job.Id, context.Cancellation).ConfigureAwait(false);
            Print(view, context);
            if (view.State is JobState.Held or JobState.SubmitUnknown or JobState.Failed)
                context.Remark(JobDisplay.Describe(view));
            foreach (string note in view.Notes)
                context.Remark(note);
            foreach (string error in view.Errors.Select(e => e.ToString()))
                context.Error.WriteLine(error);
            if (view.Refusal is not null)
            {
                context.Remark(KeptOf(view));
                return ExitCode.Provider;
            }

            return view.State == JobState.Failed ? ExitCode.Failed : ExitCode.Done;
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            // The job may be at the provider: its identifier is the way back to it.
            Print(draft, context);
            context.Remark($"interrupted; 'sqs wait {draft.Job.Id}' goes on with the job, 'sqs cancel {draft.Job.Id}' stops it");
            return ExitCode.Interrupted;
        }
    }

    /// <summary>What becomes of a job whose credential is refused.</summary>
    /// <param name="view">The job.</param>
    /// <returns>One line.</returns>
    public static string KeptOf(JobView view) => $"the job is kept: mend the credential, then 'sqs wait {view.Job.Id}' goes on with it; 'sqs cancel {view.Job.Id}' gives it up";

    private static void Print(JobView view, VerbContext context)
    {
        if (context.IsJson)
            context.WriteJson(JobDocument.Describe(view));
        else
            context.Output.WriteLine(view.Job.Id);
    }
}
