using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Reports;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary>Lists the recorded runs.</summary>
internal class RunsListVerb : VerbCommand
{
    private readonly RunStoreOptions _store = new();
    private readonly Option<int> _limit = new("--limit") { Description = "Most runs to list.", DefaultValueFactory = _ => 20 };

    /// <summary>Creates the verb.</summary>
    /// <param name="name">The verb.</param>
    /// <param name="description">What it does.</param>
    /// <param name="examples">Examples for its help.</param>
    public RunsListVerb(string name, string description, params ReadOnlySpan<string> examples)
        : base(name, description, examples)
    {
        _store.AddReadingTo(this);
        Add(_limit);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        RunStore store = _store.Open(arguments);
        var diagnostics = new DiagnosticBag();
        RunRecord[] runs = [.. store.List().Take(arguments.GetValue(_limit)).Select(id => store.Open(id, diagnostics)).OfType<RunRecord>()];
        if (context.IsJson)
        {
            context.WriteJson(new JArray(runs.Select(RunSummary.Describe)));
        }
        else if (runs.Length == 0)
        {
            context.Remark($"no runs in '{store.Root}'");
        }
        else
        {
            Table table = new Table().Border(TableBorder.Simple).AddColumns("run", "kind", "backend", "jobs", "what");
            foreach (RunRecord run in runs)
                table.AddRow(run.Id, run.Kind, run.Backend, run.Jobs.Count.ToString(CultureInfo.InvariantCulture), Markup.Escape(run.Title));
            context.OutputConsole.Write(table);
        }

        return Task.FromResult(context.Report(diagnostics));
    }
}
