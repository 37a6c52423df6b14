namespace Sqs.Runtime.Data.Codes;

/// <summary>Takes the numbers as spikes: step after step, one number a line, a spike from one half on.</summary>
public sealed record DirectEncoder : ISpikeEncoder
{
    /// <inheritdoc/>
    public int Lines(int featureCount, int steps) => featureCount % steps == 0 ? featureCount / steps : -1;

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<float> features, ulong seed, ulong stream, int steps, Span<ulong> rows)
    {
        int words = rows.Length / steps;
        int lines = features.Length / steps;
        for (int step = 0; step < steps; step++)
        {
            for (int line = 0; line < lines; line++)
            {
                if (features[(step * lines) + line] >= 0.5f)
                    rows[(step * words) + (line >> 6)] |= 1UL << (line & 63);
            }
        }
    }
}
