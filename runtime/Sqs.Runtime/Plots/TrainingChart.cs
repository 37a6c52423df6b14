using Sqs.Runtime.Learning;

namespace Sqs.Runtime.Plots;

/// <summary>The curves of a training run.</summary>
public static class TrainingChart
{
    /// <summary>Accuracy and spike rate over the epochs.</summary>
    /// <param name="epochs">The epochs.</param>
    /// <returns>The chart.</returns>
    public static LineChart Of(IReadOnlyList<EpochMetrics> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        ChartSeries Curve(string name, Func<EpochMetrics, double> value) => new(name, [.. epochs.Select(e => ((double)e.Epoch, value(e)))]);
        List<ChartSeries> curves = [Curve("training accuracy", e => e.Accuracy), Curve("spike rate", e => e.SpikeRate)];
        if (epochs.Any(e => e.ValidationAccuracy is not null))
            curves.Add(Curve("validation accuracy", e => e.ValidationAccuracy ?? double.NaN));
        if (epochs.Count > 0 && epochs.Max(e => e.Loss) is > 0 and var most && double.IsFinite(most))
            curves.Add(Curve(FormattableString.Invariant($"loss / {most:0.###}"), e => e.Loss / most));
        return new LineChart("Training", "epoch", "share", curves);
    }
}
