using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Results;

namespace Sqs.Simulation.Execution;

/// <summary>Adds up the probabilities of branches by their records.</summary>
/// <param name="layout">What a record holds.</param>
/// <param name="budget">Counts the bytes.</param>
internal sealed class ExactSink(RecordLayout layout, MemoryBudget budget) : ILeafSink
{
    // Key, value and the overhead of a dictionary entry.
    private const int EntryOverhead = 48;

    private readonly Dictionary<RecordKey, double> _probabilities = [];

    /// <summary>Number of 64-bit words a record.</summary>
    public int Words => layout.Words;

    /// <inheritdoc/>
    public void Add(Branch branch)
    {
        ulong[] record = new ulong[layout.Words];
        layout.Pack(branch.Memory.Bits, record);
        Add(record, branch.Weight);
    }

    /// <summary>Adds the probability of a record.</summary>
    /// <param name="record">The record; kept.</param>
    /// <param name="probability">The probability.</param>
    public void Add(ulong[] record, double probability)
    {
        var key = new RecordKey(record);
        if (_probabilities.TryGetValue(key, out double sum))
        {
            _probabilities[key] = sum + probability;
            return;
        }

        budget.ReserveRecords((record.Length * sizeof(ulong)) + EntryOverhead, "the distribution");
        _probabilities.Add(key, probability);
    }

    /// <summary>The distribution of this part joined with an independent one.</summary>
    /// <param name="other">The other part; no bit is 1 in both.</param>
    /// <param name="cancellation">Stops the join.</param>
    /// <returns>The joint distribution.</returns>
    public ExactSink Join(ExactSink other, CancellationToken cancellation)
    {
        var joint = new ExactSink(layout, budget);
        foreach ((RecordKey left, double p) in _probabilities)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((RecordKey right, double q) in other._probabilities)
                joint.Add([.. left.Words.Zip(right.Words, static (a, b) => a | b)], p * q);
        }

        return joint;
    }

    /// <summary>The distribution, records in ascending order.</summary>
    /// <returns>The distribution.</returns>
    public ExactDistribution ToDistribution()
    {
        RecordKey[] keys = [.. _probabilities.Keys.Order()];
        ulong[] words = new ulong[keys.Length * layout.Words];
        double[] probabilities = new double[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i].Words.CopyTo(words, i * layout.Words);
            probabilities[i] = _probabilities[keys[i]];
        }

        return new ExactDistribution(layout.Registers, words, probabilities);
    }

    /// <summary>The distribution with variables that have the same values in all records.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="values">Their values.</param>
    /// <returns>The joint distribution, records in ascending order.</returns>
    public ExactOutputs ToOutputs(EquatableArray<ClassicalVariable> variables, ClassicalValue[][] values) =>
        new(variables, [.. _probabilities.OrderBy(static e => e.Key).Select(e => (e.Key.Words, values, e.Value))]);
}
