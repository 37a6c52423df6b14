using Sqs.Providers.Results;

namespace Sqs.Simulation.Results;

/// <summary>The result of one parameter set: its shots, or its exact distribution.</summary>
public sealed class ParameterSetResult
{
    private readonly Lazy<ShotRecords> _records;
    private readonly Func<SortedDictionary<string, int>>? _counts;

    internal ParameterSetResult(Func<ShotRecords> records, Func<SortedDictionary<string, int>>? counts, OutputValues? outputs, ExactDistribution? exact, ExactOutputs? exactOutputs = null)
    {
        _records = new Lazy<ShotRecords>(records);
        _counts = counts;
        Outputs = outputs;
        Exact = exact;
        ExactOutputs = exactOutputs;
    }

    /// <summary>The joint record of every shot, in random order; written out when first asked for. Empty for exact runs.</summary>
    public ShotRecords Records => _records.Value;

    /// <summary>The values of the reported classical variables of every shot, or null where the program reports none.</summary>
    public OutputValues? Outputs { get; }

    /// <summary>The distribution over records of an exact run, else null.</summary>
    public ExactDistribution? Exact { get; }

    /// <summary>The distribution over records and reported variables of an exact run of a program that reports any, else null.</summary>
    public ExactOutputs? ExactOutputs { get; }

    /// <summary>How often each joint record occurred; does not write the shots out where they were counted as groups.</summary>
    /// <returns>Counts by printed record, see <see cref="ShotRecords.Print"/>.</returns>
    public SortedDictionary<string, int> Counts() => _counts?.Invoke() ?? Records.Counts();
}
