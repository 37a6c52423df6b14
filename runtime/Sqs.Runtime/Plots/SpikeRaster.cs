using System.Globalization;

namespace Sqs.Runtime.Plots;

/// <summary>Which neuron spiked at which step of one shot, as SVG: time to the right, neurons downwards.</summary>
/// <param name="Title">What the raster shows.</param>
/// <param name="Rows">Names of the neurons, top to bottom.</param>
/// <param name="Steps">Number of time steps.</param>
/// <param name="HasSpike">Whether a row spiked at a step.</param>
public sealed record SpikeRaster(string Title, IReadOnlyList<string> Rows, int Steps, Func<int, int, bool> HasSpike)
{
    private const int Cell = 16;
    private const int Left = 110;
    private const int Top = 40;

    /// <summary>Draws the raster.</summary>
    /// <returns>An SVG document.</returns>
    public string ToSvg()
    {
        int width = Left + (Steps * Cell) + 20;
        int height = Top + (Rows.Count * Cell) + 40;
        using var canvas = new SvgCanvas(width, height, Title);
        canvas.Text(width / 2.0, 20, Title, "middle");
        for (int row = 0; row < Rows.Count; row++)
        {
            double y = Top + (row * Cell);
            canvas.Text(Left - 6, y + 12, Rows[row], "end");
            canvas.Line(Left, y + (Cell / 2.0), Left + (Steps * Cell), y + (Cell / 2.0), "grid");
            for (int step = 0; step < Steps; step++)
            {
                if (HasSpike(row, step))
                    canvas.Rectangle(Left + (step * Cell) + 6, y + 2, 4, Cell - 4, "s0");
            }
        }

        int every = Math.Max(1, Steps / 10);
        for (int step = 0; step < Steps; step += every)
            canvas.Text(Left + (step * Cell) + (Cell / 2.0), Top + (Rows.Count * Cell) + 16, step.ToString(CultureInfo.InvariantCulture), "middle");
        canvas.Text(Left + (Steps * Cell / 2.0), height - 6, "time step", "middle");
        return canvas.Finish();
    }
}
