using Sqs.Runtime.Runs;

namespace Sqs.Runtime.Replay;

/// <summary>Compares raw results bit for bit.</summary>
internal static class RecordDifference
{
    /// <summary>The first difference between two results, in words.</summary>
    /// <param name="recorded">What was recorded.</param>
    /// <param name="replayed">What came out later.</param>
    /// <returns>The difference, or null when every bit is the same.</returns>
    public static string? First(RecordedSet recorded, RecordedSet replayed)
    {
        if (recorded.Words.Length != replayed.Words.Length)
            return $"{recorded.Words.Length} words of records were recorded, {replayed.Words.Length} came out";
        int word = recorded.Words.AsSpan().CommonPrefixLength(replayed.Words);
        if (word < recorded.Words.Length)
            return $"word {word} of the records was {recorded.Words[word]:x16}, came out as {replayed.Words[word]:x16}";
        if ((recorded.Probabilities is null) != (replayed.Probabilities is null))
            return "one is exact and the other has shots";
        for (int i = 0; i < (recorded.Probabilities?.Length ?? 0); i++)
        {
            // Bit for bit: equality of doubles would call 0 and -0 the same.
            if (BitConverter.DoubleToInt64Bits(recorded.Probabilities![i]) != BitConverter.DoubleToInt64Bits(replayed.Probabilities![i]))
                return FormattableString.Invariant($"probability {i} was {recorded.Probabilities[i]:R}, came out as {replayed.Probabilities[i]:R}");
        }

        return null;
    }
}
