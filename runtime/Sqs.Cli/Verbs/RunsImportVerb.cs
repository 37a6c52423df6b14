using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs runs import</c>: takes a run that another installation wrote.</summary>
internal sealed class RunsImportVerb : VerbCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A file that 'sqs runs export' wrote." };
    private readonly RunStoreOptions _store = new();

    /// <summary>Creates the verb.</summary>
    public RunsImportVerb()
        : base("import", "Adds a run from a zip file to the run store, verified, whole or not at all.", "sqs runs import run.zip")
    {
        Add(_file);
        _store.AddReadingTo(this);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        string path = arguments.GetRequiredValue(_file);
        using FileStream archive = File.OpenRead(path);
        string? id = RunArchive.Import(_store.Open(arguments), archive, path, diagnostics, context.Cancellation);
        if (id is null)
            return Task.FromResult(context.Report(diagnostics));
        if (context.IsJson)
            context.WriteJson(new JObject { ["run"] = id });
        else
            context.Output.WriteLine(id);
        return Task.FromResult(ExitCode.Done);
    }
}
