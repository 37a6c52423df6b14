using System.Globalization;
using Spectre.Console;
using Sqs.Runtime.Replay.Statistics;

namespace Sqs.Cli.Terminal;

/// <summary>Prints what a statistical replay found.</summary>
internal static class ReplayTable
{
    private const int MostRows = 40;

    /// <summary>Prints a line a program, a table of the registers that tell most, and the verdict.</summary>
    /// <param name="verdict">What was found.</param>
    /// <param name="context">Where to write.</param>
    public static void Write(ReplayVerdict verdict, VerbContext context)
    {
        foreach (RecordComparison comparison in verdict.Comparisons)
        {
            context.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{comparison.Name}: total variation {comparison.TotalVariation:F4} ({comparison.Chance.Expected:F4} by chance, p = {comparison.Chance.PValue:G2}), Hellinger fidelity {comparison.HellingerFidelity:F4}, {comparison.RecordedShots} recorded and {comparison.ReplayedShots} replayed shots"));
        }

        var rows = verdict.Comparisons.SelectMany(c => c.Registers.Select(r => (Comparison: c, Register: r))).OrderBy(r => r.Register.Test.PValue).ToList();
        Table table = new Table().Border(TableBorder.Simple).AddColumns("program", "register", "total variation", "fidelity", "chi-square", "p", "furthest rate", string.Empty);
        foreach ((RecordComparison comparison, RegisterComparison register) in rows.Take(MostRows))
        {
            SpikeRate furthest = register.Rates.IsEmpty ? default : register.Rates.MaxBy(r => Math.Abs(r.Deviation));
            table.AddRow(
                Markup.Escape(comparison.Name),
                Markup.Escape(register.Register.Name),
                register.TotalVariation.ToString("F4", CultureInfo.InvariantCulture),
                register.HellingerFidelity.ToString("F4", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{register.Test.Statistic:F1} / {register.Test.DegreesOfFreedom}"),
                register.Test.PValue.ToString("G2", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"bit {furthest.Bit}: {furthest.Recorded:F3} against {furthest.Replayed:F3}"),
                register.Test.PValue < verdict.Threshold ? "differs" : string.Empty);
        }

        if (rows.Count > MostRows)
            table.Caption($"{rows.Count - MostRows} more; --json lists all");
        context.OutputConsole.Write(table);
        string level = verdict.Tests == 1
            ? string.Create(CultureInfo.InvariantCulture, $"1 register at {verdict.Level:G2}")
            : string.Create(CultureInfo.InvariantCulture, $"{verdict.Tests} registers at {verdict.Level:G2} together, each at {verdict.Threshold:G2}");
        context.Output.WriteLine(verdict.IsConsistent
            ? $"no difference between the recorded and the replayed registers was found ({level})"
            : $"{verdict.Differences.Count} {(verdict.Differences.Count == 1 ? "register differs" : "registers differ")} from the replay ({level})");
    }
}
