namespace Sqs.Simulation.Execution;

/// <summary>A record as a key: equal and ordered as a number.</summary>
/// <param name="words">The record, word 0 least significant; not changed afterwards.</param>
internal readonly struct RecordKey(ulong[] words) : IEquatable<RecordKey>, IComparable<RecordKey>
{
    /// <summary>The record.</summary>
    public ulong[] Words => words;

    /// <inheritdoc/>
    public bool Equals(RecordKey other) => words.AsSpan().SequenceEqual(other.Words);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecordKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (ulong word in words)
            hash.Add(word);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public int CompareTo(RecordKey other)
    {
        for (int i = words.Length - 1; i >= 0; i--)
        {
            int order = words[i].CompareTo(other.Words[i]);
            if (order != 0)
                return order;
        }

        return 0;
    }
}
