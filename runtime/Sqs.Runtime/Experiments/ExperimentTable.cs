using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Sqs.Runtime.Experiments;

/// <summary>The results of an experiment, a row a case, grid point and measurement.</summary>
public sealed record ExperimentTable
{
    private ExperimentTable(IReadOnlyList<string> axes, IReadOnlyList<ExperimentRow> rows, bool isCompared)
    {
        Axes = axes;
        Rows = rows;
        IsCompared = isCompared;
    }

    /// <summary>The axes of the grid.</summary>
    public IReadOnlyList<string> Axes { get; }

    /// <summary>The rows, in the order of the experiment.</summary>
    public IReadOnlyList<ExperimentRow> Rows { get; }

    /// <summary>Whether rows are compared with a baseline.</summary>
    public bool IsCompared { get; }

    /// <summary>Makes the table.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="results">Its results so far.</param>
    /// <returns>The table.</returns>
    public static ExperimentTable Of(Experiment experiment, IReadOnlyList<ExperimentResult> results)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(results);
        var rows = new List<ExperimentRow>();
        foreach (IGrouping<string, ExperimentResult> group in results.GroupBy(r => $"{r.Case}|{Key(r.Point)}"))
        {
            ExperimentResult[] seeds = [.. group];
            for (int i = 0; i < seeds[0].Measured.Count; i++)
                rows.Add(ExperimentRow.Of(seeds, i, Baseline(experiment.Report, results, seeds[0], i)));
        }

        return new ExperimentTable([.. experiment.Grid.Keys], rows, experiment.Report.Baseline is not null);
    }

    /// <summary>The table as Markdown.</summary>
    /// <returns>The text, with a line feed at its end.</returns>
    public string ToMarkdown()
    {
        string[][] cells = Cells();
        var text = new StringBuilder();
        foreach ((string[] row, int index) in cells.Select((r, i) => (r, i)))
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
            if (index == 0)
                text.Append('|').AppendJoin('|', row.Select(_ => "---")).Append("|\n");
        }

        return text.ToString();
    }

    /// <summary>Headings, then rows, as texts.</summary>
    /// <returns>One array a line.</returns>
    public string[][] Cells()
    {
        string[] heading = ["case", .. Axes, "measured", "parameters", "seeds", "accuracy", "95 % interval", "worst to best", .. IsCompared ? (string[])["against baseline", "p (t)", "p (McNemar)"] : []];
        return [heading, .. Rows.Select(Cells)];
    }

    private string[] Cells(ExperimentRow row) =>
    [
        row.Case,
        .. Axes.Select(a => row.Point.TryGetValue(a, out JValue? value) ? ExperimentRun.Text(value) : string.Empty),
        row.Label,
        row.Parameters == 0 ? string.Empty : row.Parameters.ToString(CultureInfo.InvariantCulture),
        row.Accuracy.Count.ToString(CultureInfo.InvariantCulture),
        Text(row.Accuracy.Mean),
        $"{Text(row.Low)} to {Text(row.High)}",
        row.Accuracy.Count == 1 ? string.Empty : $"{Text(row.Worst)} to {Text(row.Best)}",
        .. IsCompared ? (string[])[row.Difference is { } d ? d.ToString("+0.0000;-0.0000;0", CultureInfo.InvariantCulture) : string.Empty, P(row.StudentP), P(row.McNemarP)] : [],
    ];

    private static IReadOnlyDictionary<ulong, MeasuredAccuracy>? Baseline(ExperimentReportSettings report, IReadOnlyList<ExperimentResult> results, ExperimentResult own, int index)
    {
        if (report.Baseline is not { } name)
            return null;
        var wanted = new Dictionary<string, JValue>(own.Point, StringComparer.Ordinal);
        foreach ((string axis, JValue value) in report.BaselineAt)
            wanted[axis] = value;
        ExperimentResult[] found = [.. results.Where(r => r.Case == name && r.Point.All(p => wanted.TryGetValue(p.Key, out JValue? value) && ExperimentRun.Text(p.Value) == ExperimentRun.Text(value)))];

        // A row is not compared with itself; a baseline with fewer measurements is compared by its last.
        return found.Length == 0 || (own.Case == name && Key(found[0].Point) == Key(own.Point))
            ? null
            : found.ToDictionary(r => r.Seed, r => r.Measured[Math.Min(index, r.Measured.Count - 1)]);
    }

    private static string Key(IReadOnlyDictionary<string, JValue> point) => string.Join('|', point.Select(p => $"{p.Key}={ExperimentRun.Text(p.Value)}"));

    private static string Text(double share) => share.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string P(double p) => double.IsNaN(p) ? string.Empty : p < 0.0001 ? "< 0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture);
}
