namespace Sqs.Runtime.Plots;

/// <summary>A line of a <see cref="LineChart"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points; those that are not finite break the line.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
