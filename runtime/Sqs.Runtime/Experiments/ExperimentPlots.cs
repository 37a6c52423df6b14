using System.Globalization;
using Newtonsoft.Json.Linq;
using Sqs.Runtime.Plots;

namespace Sqs.Runtime.Experiments;

/// <summary>The plots of an experiment.</summary>
public static class ExperimentPlots
{
    /// <summary>Draws them.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="table">Its table.</param>
    /// <param name="results">Its results.</param>
    /// <returns>File names without extension, and charts.</returns>
    public static IReadOnlyList<(string Name, LineChart Chart)> Of(Experiment experiment, ExperimentTable table, IReadOnlyList<ExperimentResult> results)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(results);
        var charts = new List<(string, LineChart)>();
        if (experiment.Report.X is { } axis)
            charts.AddRange(AlongAxis(experiment, table, axis));
        charts.AddRange(Training(results));
        return charts;
    }

    // One chart a way to measure, a curve a case and point of the other axes.
    private static IEnumerable<(string Name, LineChart Chart)> AlongAxis(Experiment experiment, ExperimentTable table, string axis)
    {
        bool isError = experiment.Report.Error;
        string what = isError ? "test error" : "test accuracy";
        IEnumerable<IGrouping<string, ExperimentRow>> byLabel = table.Rows.Where(r => r.Point.ContainsKey(axis)).GroupBy(r => r.Label);
        foreach ((IGrouping<string, ExperimentRow> rows, int index) in byLabel.Select((g, i) => (g, i)))
        {
            ChartSeries[] curves =
            [
                .. rows.GroupBy(r => string.Join(", ", (string[])[r.Case, .. r.Point.Where(p => p.Key != axis).Select(p => $"{p.Key} = {ExperimentRun.Text(p.Value)}")]))
                    .Select(g => new ChartSeries(g.Key, [.. g.Select(r => (Number(r.Point[axis]), isError ? 1 - r.Accuracy.Mean : r.Accuracy.Mean)).OrderBy(p => p.Item1)])),
            ];
            yield return ($"along-{axis}-{index}", new LineChart($"{experiment.Title}: {what}, {rows.Key}", axis, what, curves));
        }
    }

    private static IEnumerable<(string Name, LineChart Chart)> Training(IReadOnlyList<ExperimentResult> results)
    {
        ChartSeries Curve(IGrouping<string, ExperimentResult> runs) => new(
            runs.Key,
            [.. Enumerable.Range(0, runs.Min(r => r.Epochs.Count)).Select(e => ((double)(e + 1), runs.Average(r => r.Epochs[e].Accuracy)))]);
        ChartSeries[] curves = [.. results.Where(r => r.Epochs.Count > 1).GroupBy(r => Name(r)).Select(Curve)];

        // Four colours: more curves than that would be told apart by nobody.
        foreach ((ChartSeries[] part, int index) in curves.Chunk(4).Select((c, i) => (c, i)))
            yield return ($"training-{index}", new LineChart("Training accuracy, one shot, mean over seeds", "epoch", "share", part));
    }

    private static string Name(ExperimentResult result) =>
        string.Join(", ", (string[])[result.Case, .. result.Point.Select(p => $"{p.Key} = {ExperimentRun.Text(p.Value)}")]);

    private static double Number(JValue value) =>
        double.TryParse(ExperimentRun.Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
