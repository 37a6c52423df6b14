using System.Net;
using System.Text;
using Sqs.Runtime.Plots;

namespace Sqs.Runtime.Experiments;

/// <summary>The report of an experiment: one page that needs nothing else, the table as Markdown, and every plot.</summary>
public static class ExperimentReport
{
    private const string Style =
        "body{font:15px/1.45 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
        + "table{border-collapse:collapse;font-size:13px}th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;font-variant-numeric:tabular-nums}th{background:#f3f3f3}"
        + "pre{background:#f3f3f3;padding:.75rem;overflow:auto}figure{margin:1rem 0}"
        + "@media(prefers-color-scheme:dark){body{color:#ddd;background:#161616}th,pre{background:#262626}th,td{border-color:#444}}";

    /// <summary>Writes the report into the folder of the experiment.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="command">The command that runs it.</param>
    /// <param name="results">Its results so far.</param>
    /// <param name="expected">Number of runs it has.</param>
    /// <returns>The table.</returns>
    public static ExperimentTable Write(ExperimentFolder folder, Experiment experiment, string command, IReadOnlyList<ExperimentResult> results, int expected)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(results);
        ExperimentTable table = ExperimentTable.Of(experiment, results);
        IReadOnlyList<(string Name, LineChart Chart)> plots = ExperimentPlots.Of(experiment, table, results);
        foreach ((string name, LineChart chart) in plots)
            folder.WriteText($"{name}.svg", chart.ToSvg());
        folder.WriteText("table.md", table.ToMarkdown());
        folder.WriteText("report.html", Page(experiment, command, table, plots, results, expected));
        return table;
    }

    private static string Page(
        Experiment experiment, string command, ExperimentTable table, IReadOnlyList<(string Name, LineChart Chart)> plots, IReadOnlyList<ExperimentResult> results, int expected)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n");
        page.Append($"<title>{Escape(experiment.Title)}</title>\n<style>{Style}</style></head>\n<body>\n<h1>{Escape(experiment.Title)}</h1>\n");
        if (experiment.About.Length > 0)
            page.Append($"<p>{Escape(experiment.About)}</p>\n");
        page.Append($"<p>{results.Count} of {expected} runs are done. Made by</p>\n<pre>{Escape(command)}</pre>\n<table>\n");
        foreach ((string[] row, int index) in table.Cells().Select((r, i) => (r, i)))
        {
            string tag = index == 0 ? "th" : "td";
            page.Append("<tr>").AppendJoin(string.Empty, row.Select(cell => $"<{tag}>{Escape(cell)}</{tag}>")).Append("</tr>\n");
        }

        page.Append("</table>\n<p>Intervals of 95 % confidence: Student's t over seeds, or Wilson's over test samples where there is one seed. ");
        page.Append("Seeds share the test samples, so the intervals say nothing about other samples.</p>\n");
        foreach ((_, LineChart chart) in plots)
            page.Append("<figure>\n").Append(chart.ToSvg()).Append("</figure>\n");
        return page.Append("</body></html>\n").ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
