using Sqs.Providers.Results;

namespace Sqs.Runtime.Execution.Devices;

/// <summary>The shots measured of one layer in one batch.</summary>
internal sealed class LayerShots
{
    private readonly List<ulong[]>[][] _records;

    /// <summary>Starts without shots.</summary>
    /// <param name="content">Digest of the inputs they are measured with.</param>
    /// <param name="shots">Shots a parameter set.</param>
    /// <param name="sets">Parameter sets of each circuit.</param>
    public LayerShots(string content, int shots, int[] sets)
    {
        Content = content;
        Shots = shots;
        _records = Array.ConvertAll(sets, count => Enumerable.Range(0, count).Select(_ => new List<ulong[]>()).ToArray());
    }

    /// <summary>Digest of the inputs they were measured with.</summary>
    public string Content { get; }

    /// <summary>Shots a parameter set.</summary>
    public int Shots { get; }

    /// <summary>Whether every parameter set has all of its shots.</summary>
    public bool IsComplete => _records.All(circuit => circuit.All(set => set.Count == Shots));

    /// <summary>Whether a parameter set has all of its shots.</summary>
    public bool IsFilled(int circuit, int set) => _records[circuit][set].Count == Shots;

    /// <summary>Takes shots of a parameter set, as many as are missing.</summary>
    public void Add(int circuit, int set, ShotRecords records)
    {
        List<ulong[]> filled = _records[circuit][set];
        for (int shot = 0; shot < records.Shots && filled.Count < Shots; shot++)
            filled.Add(records.Record(shot).ToArray());
    }

    /// <summary>The record of a shot.</summary>
    public ReadOnlySpan<ulong> Record(int circuit, int set, int shot) => _records[circuit][set][shot];
}
