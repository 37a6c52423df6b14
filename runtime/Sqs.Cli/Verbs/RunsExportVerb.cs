using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Files;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs runs export</c>: a run in one file.</summary>
internal sealed class RunsExportVerb : VerbCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The run, the beginning of its identifier, or 'last'." };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "The file; ID.zip when left out." };
    private readonly RunStoreOptions _store = new();

    /// <summary>Creates the verb.</summary>
    public RunsExportVerb()
        : base("export", "Writes a run with all that is needed to replay it into a zip file, which 'sqs runs import' takes anywhere.", "sqs runs export last -o run.zip")
    {
        Add(_id);
        Add(_output);
        _store.AddReadingTo(this);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        RunStore store = _store.Open(arguments);
        string? id = store.Find(arguments.GetRequiredValue(_id), diagnostics);
        using var archive = new MemoryStream();
        if (id is null || !RunArchive.Write(store, id, archive, diagnostics))
            return Task.FromResult(context.Report(diagnostics));
        string path = arguments.GetValue(_output) ?? $"{id}.zip";
        AtomicFile.Write(path, stream => stream.Write(archive.GetBuffer().AsSpan(0, (int)archive.Length)));
        if (context.IsJson)
            context.WriteJson(new JObject { ["run"] = id, ["file"] = path, ["bytes"] = archive.Length });
        else
            context.Output.WriteLine(path);
        return Task.FromResult(ExitCode.Done);
    }
}
