namespace Sqs.Runtime.Data.Codes;

/// <summary>Turns the numbers of a sample into spikes.</summary>
public interface ISpikeEncoder
{
    /// <summary>Number of spike lines for samples with a number of features.</summary>
    /// <param name="featureCount">Numbers a sample.</param>
    /// <param name="steps">Number of time steps.</param>
    /// <returns>The number of lines, or -1 when such samples cannot be encoded.</returns>
    int Lines(int featureCount, int steps);

    /// <summary>Encodes one sample.</summary>
    /// <param name="features">Numbers from 0 to 1.</param>
    /// <param name="seed">Seed of the randomness, if there is any.</param>
    /// <param name="stream">Stream of the randomness; another one gives independent spikes.</param>
    /// <param name="steps">Number of time steps.</param>
    /// <param name="rows">Silent rows, one a step, that take the spikes; see <see cref="Spikes.SpikeTensor.Train"/>.</param>
    void Encode(ReadOnlySpan<float> features, ulong seed, ulong stream, int steps, Span<ulong> rows);
}
