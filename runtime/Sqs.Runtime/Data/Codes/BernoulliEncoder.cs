using Sqs.Simulation.Random;

namespace Sqs.Runtime.Data.Codes;

/// <summary>
/// The rate code of arXiv 2506.21324: at each step a line spikes independently with its number, or the cap if that is less, as the probability.
/// </summary>
/// <param name="Cap">Largest probability, above 0 and at most 1.</param>
public sealed record BernoulliEncoder(double Cap = 1) : ISpikeEncoder
{
    private const int Chunk = 64;

    /// <inheritdoc/>
    public int Lines(int featureCount, int steps) => featureCount;

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<float> features, ulong seed, ulong stream, int steps, Span<ulong> rows)
    {
        int words = rows.Length / steps;
        Span<double> uniforms = stackalloc double[Math.Min(Chunk, steps)];
        for (int line = 0; line < features.Length; line++)
        {
            double probability = Math.Min(features[line], Cap);
            if (!(probability > 0))
                continue;
            ulong mask = 1UL << (line & 63);
            for (int first = 0; first < steps; first += Chunk)
            {
                Span<double> draws = uniforms[..Math.Min(Chunk, steps - first)];
                CounterRandom.Uniforms(seed, stream, ((ulong)line * (ulong)steps) + (ulong)first, draws);
                for (int i = 0; i < draws.Length; i++)
                {
                    if (draws[i] < probability)
                        rows[((first + i) * words) + (line >> 6)] |= mask;
                }
            }
        }
    }
}
