using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Runtime.Experiments;

namespace Sqs.Cli.Verbs.Experiments;

/// <summary>Prints what an experiment shows.</summary>
internal static class ExperimentOutput
{
    /// <summary>Prints.</summary>
    /// <param name="folder">The folder of the experiment.</param>
    /// <param name="table">Its table.</param>
    /// <param name="done">Runs that are done.</param>
    /// <param name="expected">Runs it has.</param>
    /// <param name="context">Where to write.</param>
    public static void Write(ExperimentFolder folder, ExperimentTable table, int done, int expected, VerbContext context)
    {
        if (context.IsJson)
        {
            context.WriteJson(new JObject
            {
                ["folder"] = folder.Path,
                ["done"] = done,
                ["runs"] = expected,
                ["rows"] = new JArray(table.Rows.Select(Describe)),
            });
            return;
        }

        string[][] cells = table.Cells();
        Table printed = new Table().Border(TableBorder.Simple);
        foreach (string heading in cells[0])
            printed.AddColumn(Markup.Escape(heading));
        foreach (string[] row in cells.Skip(1))
            printed.AddRow([.. row.Select(Markup.Escape)]);
        context.OutputConsole.Write(printed);
        context.Output.WriteLine($"{done} of {expected} runs; report in {Path.Combine(folder.Path, "report.html")}");
    }

    private static JObject Describe(ExperimentRow row) => new()
    {
        ["case"] = row.Case,
        ["point"] = new JObject(row.Point.Select(p => new JProperty(p.Key, p.Value))),
        ["measured"] = row.Label,
        ["parameters"] = row.Parameters,
        ["seeds"] = row.Accuracy.Count,
        ["accuracy"] = row.Accuracy.Mean,
        ["ci95"] = new JArray(row.Low, row.High),
        ["worst"] = row.Worst,
        ["best"] = row.Best,
        ["difference"] = row.Difference,
        ["p_student"] = Number(row.StudentP),
        ["p_mcnemar"] = Number(row.McNemarP),
    };

    // JSON has no NaN.
    private static double? Number(double value) => double.IsNaN(value) ? null : value;
}
