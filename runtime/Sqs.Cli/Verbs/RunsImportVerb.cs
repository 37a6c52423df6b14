using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs.Remote;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs runs import</c>: takes a run that another installation wrote.</summary>
internal sealed class RunsImportVerb : VerbCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A file that 'sqs runs export' wrote; with --server the identifier of a run that was shared there." };
    private readonly RunStoreOptions _store = new();
    private readonly ServerOptions _server = new();

    /// <summary>Creates the verb.</summary>
    public RunsImportVerb()
        : base("import", "Adds a run from a zip file to the run store, verified, whole or not at all.", "sqs runs import run.zip", "sqs runs import 20261121-031502-7f3a9c --server https://jobs.example.org")
    {
        Add(_file);
        _store.AddReadingTo(this);
        _server.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        string name = arguments.GetRequiredValue(_file);
        using RemoteJobs? remote = _server.Open(arguments, context);
        using Stream archive = remote is null ? File.OpenRead(name) : new MemoryStream(await remote.ArchiveAsync(name).ConfigureAwait(false));
        string? id = RunArchive.Import(_store.Open(arguments), archive, name, diagnostics, context.Cancellation);
        if (id is null)
            return context.Report(diagnostics);
        if (context.IsJson)
            context.WriteJson(new JObject { ["run"] = id });
        else
            context.Output.WriteLine(id);
        return ExitCode.Done;
    }
}
