using System.Globalization;

namespace Sqs.Runtime.Plots;

/// <summary>Curves over a common axis, as SVG.</summary>
/// <param name="Title">What the chart shows.</param>
/// <param name="XLabel">Name and unit of the horizontal axis.</param>
/// <param name="YLabel">Name and unit of the vertical axis.</param>
/// <param name="Series">The curves.</param>
public sealed record LineChart(string Title, string XLabel, string YLabel, IReadOnlyList<ChartSeries> Series)
{
    private const int Width = 640;
    private const int Height = 400;
    private const int Left = 70;
    private const int Right = 20;
    private const int Top = 50;
    private const int Bottom = 50;

    /// <summary>Draws the chart.</summary>
    /// <returns>An SVG document.</returns>
    public string ToSvg()
    {
        (double X, double Y)[] points = [.. Series.SelectMany(s => s.Points).Where(IsFinite)];
        double[] xTicks = points.Length == 0 ? AxisTicks.Choose(0, 1) : AxisTicks.Choose(points.Min(p => p.X), points.Max(p => p.X));
        double[] yTicks = points.Length == 0 ? AxisTicks.Choose(0, 1) : AxisTicks.Choose(points.Min(p => p.Y), points.Max(p => p.Y));
        using var canvas = new SvgCanvas(Width, Height, Title);
        canvas.Text(Width / 2.0, 20, Title, "middle");
        foreach (double tick in xTicks)
        {
            canvas.Line(X(tick, xTicks), Top, X(tick, xTicks), Height - Bottom, "grid");
            canvas.Text(X(tick, xTicks), Height - Bottom + 16, Label(tick), "middle");
        }

        foreach (double tick in yTicks)
        {
            canvas.Line(Left, Y(tick, yTicks), Width - Right, Y(tick, yTicks), "grid");
            canvas.Text(Left - 6, Y(tick, yTicks) + 4, Label(tick), "end");
        }

        canvas.Text((Left + Width - Right) / 2.0, Height - 12, XLabel, "middle");
        canvas.Text(18, (Top + Height - Bottom) / 2.0, YLabel, "middle", -90);
        for (int i = 0; i < Series.Count; i++)
            DrawSeries(canvas, i, xTicks, yTicks);
        return canvas.Finish();
    }

    private void DrawSeries(SvgCanvas canvas, int index, double[] xTicks, double[] yTicks)
    {
        string style = $"s{index % 4}";
        double legend = Left + (index * 150);
        canvas.Line(legend, 36, legend + 20, 36, style);
        canvas.Text(legend + 26, 40, Series[index].Name);
        var run = new List<(double X, double Y)>();
        foreach ((double X, double Y) point in Series[index].Points)
        {
            if (IsFinite(point))
            {
                run.Add((X(point.X, xTicks), Y(point.Y, yTicks)));
                canvas.Circle(run[^1].X, run[^1].Y, 2.5, style);
                continue;
            }

            canvas.Polyline(run, $"line {style}");
            run.Clear();
        }

        canvas.Polyline(run, $"line {style}");
    }

    private static bool IsFinite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private static double X(double value, double[] ticks) => Left + ((Width - Left - Right) * (value - ticks[0]) / (ticks[^1] - ticks[0]));

    private static double Y(double value, double[] ticks) => Height - Bottom - ((Height - Top - Bottom) * (value - ticks[0]) / (ticks[^1] - ticks[0]));

    private static string Label(double tick) => Math.Round(tick, 10).ToString("G6", CultureInfo.InvariantCulture);
}
