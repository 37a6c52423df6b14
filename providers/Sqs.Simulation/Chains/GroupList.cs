using System.Runtime.InteropServices;

namespace Sqs.Simulation.Chains;

/// <summary>Groups of shots and the record each has.</summary>
/// <param name="words">Number of 64-bit words a record.</param>
internal sealed class GroupList(int words)
{
    private readonly List<ulong> _records = [];
    private readonly List<int> _shots = [];

    /// <summary>Number of 64-bit words a record.</summary>
    public int Words => words;

    /// <summary>The records, group after group.</summary>
    public ReadOnlySpan<ulong> Records => CollectionsMarshal.AsSpan(_records);

    /// <summary>The shots of each group.</summary>
    public ReadOnlySpan<int> Shots => CollectionsMarshal.AsSpan(_shots);

    /// <summary>Adds a group.</summary>
    /// <param name="record">Its record.</param>
    /// <param name="shots">Its shots.</param>
    public void Add(ReadOnlySpan<ulong> record, int shots)
    {
        foreach (ulong word in record)
            _records.Add(word);
        _shots.Add(shots);
    }

    /// <summary>Adds all groups of another list.</summary>
    /// <param name="other">The list.</param>
    public void Add(GroupList other)
    {
        _records.AddRange(other._records);
        _shots.AddRange(other._shots);
    }
}
