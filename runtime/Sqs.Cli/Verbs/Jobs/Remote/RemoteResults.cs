using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;

namespace Sqs.Cli.Verbs.Jobs.Remote;

/// <summary>Prints the results of a job of a service.</summary>
internal static class RemoteResults
{
    private const int TableRows = 32;

    /// <summary>Prints state and counts.</summary>
    /// <param name="job">The job.</param>
    /// <param name="circuits">Its circuits.</param>
    /// <param name="context">Where to write.</param>
    public static void Write(JObject job, JArray circuits, VerbContext context)
    {
        context.Remark($"{job["job"]}: {job["state"]}");
        foreach (JToken circuit in circuits)
        {
            if (circuit["counts"] is not JObject counts)
                continue;
            string names = string.Join(' ', circuit["registers"]!.Select(r => (string?)r["name"]));
            var table = new Table().Border(TableBorder.Simple);
            table.AddColumn(Markup.Escape(circuits.Count == 1 ? names : $"circuit {circuit["circuit"]}: {names}"));
            table.AddColumn(new TableColumn("count").RightAligned());
            table.AddColumn(new TableColumn("share").RightAligned());
            double shots = (double)circuit["shots"]!;
            foreach (JProperty record in counts.Properties().OrderByDescending(c => (int)c.Value).ThenBy(c => c.Name, StringComparer.Ordinal).Take(TableRows))
                table.AddRow(record.Name, ((int)record.Value).ToString(CultureInfo.InvariantCulture), ((int)record.Value / shots).ToString("0.0000", CultureInfo.InvariantCulture));
            if (counts.Count > TableRows)
                table.Caption($"{counts.Count - TableRows} more; --json lists all");
            context.OutputConsole.Write(table);
        }
    }
}
