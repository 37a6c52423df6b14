using System.Collections.Concurrent;
using System.Globalization;

namespace Sqs.Campaign.Load;

/// <summary>How long requests took.</summary>
/// <param name="name">What was asked.</param>
public sealed class Latencies(string name)
{
    private readonly ConcurrentBag<double> _milliseconds = [];

    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    public override string ToString()
    {
        double[] sorted = [.. _milliseconds.Order()];
        return sorted.Length == 0 ? $"{name}: none" : string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {sorted.Length} requests, p50 {At(sorted, 0.5):F1} ms, p90 {At(sorted, 0.9):F1} ms, p99 {At(sorted, 0.99):F1} ms, longest {sorted[^1]:F1} ms");
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
