using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs diff</c>: what differs between two recorded runs.</summary>
internal sealed class DiffVerb : VerbCommand
{
    private readonly Argument<string> _left = new("ID") { Description = "A run." };
    private readonly Argument<string> _right = new("OTHER") { Description = "Another run." };
    private readonly RunStoreOptions _store = new();

    /// <summary>Creates the verb.</summary>
    public DiffVerb()
        : base("diff", "Says what differs between two recorded runs; exit code 1 when something does.", "sqs diff 20261121-0315 last")
    {
        Add(_left);
        Add(_right);
        _store.AddReadingTo(this);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        RunStore store = _store.Open(arguments);
        var diagnostics = new DiagnosticBag();
        RunRecord? left = RunLookup.Open(store, arguments.GetRequiredValue(_left), diagnostics);
        RunRecord? right = RunLookup.Open(store, arguments.GetRequiredValue(_right), diagnostics);
        if (left is null || right is null)
            return Task.FromResult(context.Report(diagnostics));
        IReadOnlyList<string> differences = RunComparison.Differences(left, right);
        if (context.IsJson)
            context.WriteJson(new JObject { ["left"] = left.Id, ["right"] = right.Id, ["differences"] = new JArray(differences) });
        else
            context.Output.WriteLine(differences.Count == 0 ? "the runs are alike, bit for bit" : string.Join(Environment.NewLine, differences));
        return Task.FromResult(differences.Count == 0 ? ExitCode.Done : ExitCode.Failed);
    }
}
