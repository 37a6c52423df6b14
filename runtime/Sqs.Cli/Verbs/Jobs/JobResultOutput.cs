using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Providers.Costs;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary>Prints the results of a job.</summary>
internal static class JobResultOutput
{
    private const int TableRows = 32;

    /// <summary>Prints state, counts and cost.</summary>
    /// <param name="view">The job.</param>
    /// <param name="result">Its results.</param>
    /// <param name="run">Identifier of the recorded run, or null.</param>
    /// <param name="withMemory">Whether the JSON document lists every shot.</param>
    /// <param name="context">Where to write.</param>
    /// <returns>The exit code: done where every circuit has a result.</returns>
    public static int Write(JobView view, JobResult result, string? run, bool withMemory, VerbContext context)
    {
        foreach (string note in view.Notes)
            context.Remark(note);
        if (context.IsJson)
        {
            JObject document = view.Job.IsDryRun ? JobDocument.Describe(view) : JobDocument.Describe(view, result, withMemory);
            document.AddFirst(new JProperty("run", run));
            context.WriteJson(document);
        }
        else
        {
            WriteText(view, result, context);
        }

        return view.State == JobState.Done ? ExitCode.Done : ExitCode.Failed;
    }

    private static void WriteText(JobView view, JobResult result, VerbContext context)
    {
        context.Remark($"{view.Job.Id}: {view.State}{Cost(view)}");
        foreach (string error in view.Errors.Select(e => e.ToString()))
            context.Error.WriteLine(error);
        if (view.Job.IsDryRun)
            context.Output.WriteLine($"a dry run: the provider checked the job and ran nothing; it would cost {(view.ProviderEstimates.Count == 0 ? "an amount that is not told" : string.Join(" and ", view.ProviderEstimates))}");
        foreach (CircuitResult circuit in result.Circuits)
        {
            if (circuit.Records is not { } records)
                continue;
            string title = result.Circuits.Count == 1 ? string.Empty : $"circuit {circuit.Index}: ";
            string names = records.Registers.IsEmpty ? "(no registers)" : string.Join(' ', records.Registers.Select(r => r.Name));
            var table = new Table().Border(TableBorder.Simple);
            table.AddColumn(Markup.Escape(title + names));
            table.AddColumn(new TableColumn("count").RightAligned());
            table.AddColumn(new TableColumn("share").RightAligned());
            SortedDictionary<string, int> counts = records.Counts();
            foreach ((string record, int count) in counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(TableRows))
                table.AddRow(record, count.ToString(CultureInfo.InvariantCulture), ((double)count / records.Shots).ToString("0.0000", CultureInfo.InvariantCulture));
            if (counts.Count > TableRows)
                table.Caption($"{counts.Count - TableRows} more; --json lists all");
            context.OutputConsole.Write(table);
            WriteNotes(circuit, context);
        }
    }

    private static void WriteNotes(CircuitResult circuit, VerbContext context)
    {
        if (circuit.DiscardedShots > 0)
            context.Remark($"{circuit.DiscardedShots} shots were discarded by the device or because a qubit leaked");
        if (!circuit.UnreportedRegisters.IsEmpty)
            context.Remark($"not reported, so unknown and not zero: {string.Join(", ", circuit.UnreportedRegisters)}");
        if (circuit.IsSampled)
            context.Remark($"the provider gave probabilities; shots were drawn from them once, with seed {circuit.Seed}");
    }

    private static string Cost(JobView view)
    {
        IReadOnlyList<Money> charged = view.Charged;
        if (charged.Count == 0)
            return view.IsUsageFinal ? string.Empty : "; the provider has not settled the cost yet, 'sqs job' asks again";
        return $"; charged {string.Join(" and ", charged)}{(view.IsUsageFinal ? string.Empty : ", not settled yet")}";
    }
}
