namespace Sqs.Runtime.Data.Codes;

/// <summary>Time-to-first-spike code: a line spikes once, at step <c>round((1 - x) (T - 1))</c>; a number that is not above 0 never spikes.</summary>
public sealed record LatencyEncoder : ISpikeEncoder
{
    /// <inheritdoc/>
    public int Lines(int featureCount, int steps) => featureCount;

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<float> features, ulong seed, ulong stream, int steps, Span<ulong> rows)
    {
        int words = rows.Length / steps;
        for (int line = 0; line < features.Length; line++)
        {
            double value = Math.Min(features[line], 1);
            if (!(value > 0))
                continue;
            int step = (int)Math.Round((1 - value) * (steps - 1), MidpointRounding.AwayFromZero);
            rows[(step * words) + (line >> 6)] |= 1UL << (line & 63);
        }
    }
}
