using System.Globalization;
using Sqs.Runtime.Replay.Statistics;

namespace Sqs.Runtime.Plots;

/// <summary>
/// How the spike rates of a recorded run differ from those of its replay, as SVG: a row a register, a column a step, coloured by the difference in
/// standard errors.
/// </summary>
/// <param name="Title">What is compared.</param>
/// <param name="Comparison">The comparison.</param>
public sealed record RateDifferenceMap(string Title, RecordComparison Comparison)
{
    private const int CellSize = 16;
    private const int Left = 130;
    private const int Top = 64;
    private const int Least = 620;
    private const int MaximumRows = 200;

    private static readonly (double Bound, string Suffix)[] Shades = [(2, "1"), (3, "2"), (5, "3")];

    /// <summary>Draws the map; the first 200 rows of a wide network.</summary>
    /// <returns>An SVG document.</returns>
    public string ToSvg()
    {
        RegisterComparison[] rows = [.. Comparison.Registers.Take(MaximumRows)];
        int steps = rows.Length == 0 ? 0 : rows.Max(static r => r.Rates.Count);
        int height = Top + (rows.Length * CellSize) + 76;
        using var canvas = new SvgCanvas(Math.Max(Least, Left + (steps * CellSize) + 20), height, Title);
        canvas.Text(16, 22, Title);
        canvas.Text(16, 44, string.Create(
            CultureInfo.InvariantCulture,
            $"total variation {Comparison.TotalVariation:F4} (by chance {Comparison.Chance.Expected:F4}), Hellinger fidelity {Comparison.HellingerFidelity:F4}, {Comparison.RecordedShots} against {Comparison.ReplayedShots} shots"));
        for (int row = 0; row < rows.Length; row++)
            DrawRow(canvas, rows[row], Top + (row * CellSize));
        double below = Top + (rows.Length * CellSize);
        for (int step = 0; step < steps; step += Math.Max(1, steps / 10))
            canvas.Text(Left + (step * CellSize) + (CellSize / 2.0), below + 16, step.ToString(CultureInfo.InvariantCulture), "middle");
        canvas.Text(Left, below + 36, "time step");
        DrawLegend(canvas, height - 16);
        return canvas.Finish();
    }

    private static void DrawRow(SvgCanvas canvas, RegisterComparison register, double y)
    {
        canvas.Text(Left - 6, y + 12, register.Register.Name, "end");
        foreach (SpikeRate rate in register.Rates)
        {
            canvas.Cell(
                Left + (rate.Bit * CellSize) + 1,
                y + 1,
                CellSize - 2,
                CellSize - 2,
                Shade(rate.Deviation),
                string.Create(CultureInfo.InvariantCulture, $"{register.Register.Name}, step {rate.Bit}: {rate.Recorded:F3} recorded, {rate.Replayed:F3} replayed, {rate.Deviation:+0.0;-0.0;0} standard errors"));
        }
    }

    private static void DrawLegend(SvgCanvas canvas, double y)
    {
        double x = 16;
        foreach ((string style, string text) in ((string, string)[])
            [("less3", "fewer by 5"), ("less2", "3"), ("less1", "2 standard errors"), ("same", "alike"), ("more1", "more by 2"), ("more2", "3"), ("more3", "5 standard errors")])
        {
            canvas.Rectangle(x, y - 11, 12, 12, style);
            canvas.Text(x + 18, y, text);
            x += 34 + (text.Length * 6.5);
        }
    }

    private static string Shade(double deviation)
    {
        string shade = "same";
        foreach ((double bound, string suffix) in Shades)
        {
            if (Math.Abs(deviation) >= bound)
                shade = (deviation > 0 ? "more" : "less") + suffix;
        }

        return shade;
    }
}
