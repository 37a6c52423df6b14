using System.Globalization;
using Newtonsoft.Json;
using Spectre.Console;
using Sqs.Providers.Results;
using Sqs.Runtime.Reports;
using Sqs.Simulation.Results;

namespace Sqs.Cli.Verbs;

/// <summary>The result of a program as tables for people: the most frequent records first, then those of reported variables.</summary>
internal static class RunTable
{
    private const int MostRows = 32;

    /// <summary>Writes the tables.</summary>
    /// <param name="result">The result; its first parameter set is shown.</param>
    /// <param name="console">Where they go.</param>
    public static void Write(SimulationResult result, IAnsiConsole console)
    {
        ParameterSetResult set = result.Sets[0];
        Table table = Create(Heading(result));
        if (set.Exact is { } exact)
            AddProbabilities(table, exact);
        else
            AddCounts(table, set.Counts());
        console.Write(table);
        if (set.ExactOutputs is { } outputs)
            console.Write(OutputTable(result, outputs));
    }

    private static void AddProbabilities(Table table, ExactDistribution exact)
    {
        table.AddColumn(new TableColumn("probability").RightAligned());
        foreach (int i in Enumerable.Range(0, exact.Count).OrderByDescending(i => exact.Probabilities[i]).Take(MostRows))
            table.AddRow(ShotRecords.Print(exact.Registers, exact.Record(i)), Probability(exact.Probabilities[i]));
        AddRest(table, exact.Count);
    }

    private static void AddCounts(Table table, SortedDictionary<string, int> counts)
    {
        double shots = Math.Max(1, counts.Values.Sum());
        table.AddColumn(new TableColumn("count").RightAligned());
        table.AddColumn(new TableColumn("share").RightAligned());
        foreach ((string record, int count) in counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostRows))
            table.AddRow(record, count.ToString(CultureInfo.InvariantCulture), (count / shots).ToString("0.0000", CultureInfo.InvariantCulture));
        AddRest(table, counts.Count);
    }

    private static Table OutputTable(SimulationResult result, ExactOutputs outputs)
    {
        Table table = Create(Heading(result));
        foreach (string name in outputs.Variables.Select(v => v.Name))
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        table.AddColumn(new TableColumn("probability").RightAligned());
        foreach (int i in Enumerable.Range(0, outputs.Count).OrderByDescending(outputs.Probability).Take(MostRows))
        {
            IEnumerable<string> values = Enumerable.Range(0, outputs.Variables.Count)
                .Select(variable => Markup.Escape(RunDocument.Value(outputs.Variables[variable].Type, outputs[i, variable]).ToString(Formatting.None)));
            table.AddRow([ShotRecords.Print(result.Registers, outputs.Record(i)), .. values, Probability(outputs.Probability(i))]);
        }

        AddRest(table, outputs.Count);
        return table;
    }

    private static Table Create(string heading)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(heading);
        return table;
    }

    private static string Heading(SimulationResult result) =>
        result.Registers.IsEmpty ? "(no registers)" : Markup.Escape(string.Join(' ', result.Registers.Select(r => r.Name)));

    private static string Probability(double probability) => probability.ToString("0.0000000000", CultureInfo.InvariantCulture);

    private static void AddRest(Table table, int rows)
    {
        if (rows > MostRows)
            table.Caption($"{rows - MostRows} more; --json lists all");
    }
}
