using Sqs.Simulation.Results;

namespace Sqs.Runtime.Runs;

/// <summary>The raw result of one parameter set: the packed record of every shot, or every record that can occur with its probability.</summary>
/// <param name="Words">Packed records, one after the other, word 0 first, bit 0 least significant.</param>
/// <param name="Probabilities">The probability of each record of an exact run; null for shots.</param>
public sealed record RecordedSet(ulong[] Words, double[]? Probabilities)
{
    /// <summary>Takes what the engine gave.</summary>
    /// <param name="result">The result of a parameter set.</param>
    /// <returns>A copy.</returns>
    public static RecordedSet Of(ParameterSetResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Exact is not { } exact)
            return new RecordedSet(result.Records.Words.ToArray(), null);
        var words = new ulong[exact.Count * exact.WordsPerRecord];
        for (int i = 0; i < exact.Count; i++)
            exact.Record(i).CopyTo(words.AsSpan(i * exact.WordsPerRecord));
        return new RecordedSet(words, exact.Probabilities.ToArray());
    }
}
