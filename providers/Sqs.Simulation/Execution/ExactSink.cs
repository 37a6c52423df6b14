using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Results;

namespace Sqs.Simulation.Execution;

/// <summary>
/// Adds up the probabilities of branches by their records. What the records take is counted ahead of them, a quarter of what is there at a time.
/// </summary>
/// <param name="layout">What a record holds.</param>
/// <param name="budget">Counts the bytes.</param>
internal sealed class ExactSink(RecordLayout layout, MemoryBudget budget) : ILeafSink
{
    // An entry of the dictionary, three times over as both copies are there while it grows, the head of the record's array and the final arrays.
    private const int EntryOverhead = (3 * 28) + 24 + 16;

    private const int SmallestGrowth = 16;

    private readonly Dictionary<RecordKey, double> _probabilities = [];
    private long _capacity;

    /// <summary>Number of records.</summary>
    public int Count => _probabilities.Count;

    private int EntryBytes => EntryOverhead + (2 * layout.Words * sizeof(ulong));

    /// <summary>Number of 64-bit words a record.</summary>
    public int Words => layout.Words;

    /// <inheritdoc/>
    public void Add(Branch branch)
    {
        ulong[] record = new ulong[layout.Words];
        layout.Pack(branch.Memory.Bits, record);
        Add(record, branch.Weight);
    }

    /// <inheritdoc/>
    public ILeafSink CreatePart() => new ExactSink(layout, budget);

    /// <inheritdoc/>
    public void Add(ILeafSink part)
    {
        var other = (ExactSink)part;
        foreach ((RecordKey record, double probability) in other._probabilities)
            Add(record.Words, probability);
        other.Release();
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

        if (_probabilities.Count == _capacity)
            Reserve(_capacity + Math.Max(SmallestGrowth, _capacity / 4));
        _probabilities.Add(key, probability);
    }

    /// <summary>Counts the bytes of records that are to come.</summary>
    /// <param name="records">Number of records in all.</param>
    /// <exception cref="DiagnosticException">They pass the limit.</exception>
    public void Reserve(BigInteger records)
    {
        string what = _capacity == 0 ? $"{records} records of a distribution" : $"{records - _capacity} records more than the {_capacity} of a distribution";
        budget.ReserveRecords((records - _capacity) * EntryBytes, what);
        _capacity = (long)records;
        _probabilities.EnsureCapacity((int)Math.Min(_capacity, Array.MaxLength / 2));
    }

    /// <summary>Gives the bytes back; the sink is not used any more.</summary>
    public void Release() => budget.Release(_capacity * EntryBytes);

    /// <summary>The distribution of this part joined with an independent one.</summary>
    /// <param name="other">The other part; no bit is 1 in both.</param>
    /// <param name="cancellation">Stops the join.</param>
    /// <returns>The joint distribution; the parts are released.</returns>
    public ExactSink Join(ExactSink other, CancellationToken cancellation)
    {
        var joint = new ExactSink(layout, budget);
        joint.Reserve((BigInteger)Count * other.Count);
        foreach ((RecordKey left, double p) in _probabilities)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((RecordKey right, double q) in other._probabilities)
            {
                ulong[] record = new ulong[layout.Words];
                for (int word = 0; word < record.Length; word++)
                    record[word] = left.Words[word] | right.Words[word];
                joint.Add(record, p * q);
            }
        }

        Release();
        other.Release();
        return joint;
    }

    /// <summary>Refuses the join of independent parts where its records will not fit, before anything is joined.</summary>
    /// <param name="parts">The parts.</param>
    /// <exception cref="DiagnosticException">They pass the limit.</exception>
    public void CheckJoin(IEnumerable<ExactSink> parts)
    {
        BigInteger records = parts.Aggregate(BigInteger.One, static (product, part) => product * part.Count);
        budget.Check(records * EntryBytes, $"{records} records of a distribution");
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
