using System.Globalization;
using Sqs.Compiler.Plans;
using Sqs.Runtime.Replay.Statistics;

namespace Sqs.Runtime.Plots;

/// <summary>
/// How the spike rates of a recorded run differ from those of its replay, as SVG, coloured by the difference in standard errors. Registers of spikes
/// give a row a neuron and a column a step; other registers a row each, with a column a bit.
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
        (string Name, List<Cell> Cells)[] rows = [.. Rows().Take(MaximumRows)];
        int columns = rows.Length == 0 ? 0 : rows.Max(static r => r.Cells.Max(c => c.Column)) + 1;
        int height = Top + (rows.Length * CellSize) + 76;
        using var canvas = new SvgCanvas(Math.Max(Least, Left + (columns * CellSize) + 20), height, Title);
        canvas.Text(16, 22, Title);
        canvas.Text(16, 44, string.Create(
            CultureInfo.InvariantCulture,
            $"total variation {Comparison.TotalVariation:F4} (by chance {Comparison.Chance.Expected:F4}), Hellinger fidelity {Comparison.HellingerFidelity:F4}, {Comparison.RecordedShots} against {Comparison.ReplayedShots} shots"));
        for (int row = 0; row < rows.Length; row++)
        {
            double y = Top + (row * CellSize);
            canvas.Text(Left - 6, y + 12, rows[row].Name, "end");
            foreach (Cell cell in rows[row].Cells)
                canvas.Cell(Left + (cell.Column * CellSize) + 1, y + 1, CellSize - 2, CellSize - 2, Shade(cell.Rate.Deviation), Describe(rows[row].Name, cell));
        }

        double below = Top + (rows.Length * CellSize);
        for (int column = 0; column < columns; column += Math.Max(1, columns / 10))
            canvas.Text(Left + (column * CellSize) + (CellSize / 2.0), below + 16, column.ToString(CultureInfo.InvariantCulture), "middle");
        canvas.Text(Left, below + 36, rows.Any(r => r.Cells[0].Unit == Cell.Step) ? "time step of a neuron, bit of a register" : "bit");
        DrawLegend(canvas, height - 16);
        return canvas.Finish();
    }

    private static string Describe(string row, Cell cell) => string.Create(
        CultureInfo.InvariantCulture, $"{row}, {cell.Unit} {cell.Column}: {cell.Rate.Recorded:F3} recorded, {cell.Rate.Replayed:F3} replayed, {cell.Rate.Deviation:+0.0;-0.0;0} standard errors");

    private IEnumerable<(string Name, List<Cell> Cells)> Rows()
    {
        var rows = new List<(string Name, List<Cell> Cells)>();
        var neurons = new Dictionary<(string Population, int Bit), List<Cell>>();
        foreach (RegisterComparison register in Comparison.Registers)
        {
            if (!SpikeRegisterName.TryParse(register.Register.Name, out SpikeRegisterName? spikes))
            {
                rows.Add((register.Register.Name, [.. register.Rates.Select(r => new Cell(r.Bit, Cell.Bit, r))]));
                continue;
            }

            foreach (SpikeRate rate in register.Rates)
            {
                (string, int) neuron = (spikes.Value.Population, rate.Bit);
                if (!neurons.TryGetValue(neuron, out List<Cell>? cells))
                {
                    neurons[neuron] = cells = [];
                    rows.Add(($"{spikes.Value.Population}[{rate.Bit}]", cells));
                }

                cells.Add(new Cell(spikes.Value.Step, Cell.Step, rate));
            }
        }

        return rows.Where(r => r.Cells.Count > 0);
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

    private readonly record struct Cell(int Column, string Unit, SpikeRate Rate)
    {
        public const string Step = "step";
        public const string Bit = "bit";
    }
}
