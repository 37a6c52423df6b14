using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Results;

namespace Sqs.Simulation.Execution;

/// <summary>Adds up the probabilities of branches by their records and by the values of their reported variables.</summary>
/// <param name="program">The program.</param>
/// <param name="layout">What a record holds.</param>
/// <param name="records">Receives the branches as well; adds them up by record alone.</param>
/// <param name="budget">Counts the bytes.</param>
internal sealed class OutputSink(CircuitProgram program, RecordLayout layout, ExactSink records, MemoryBudget budget) : ILeafSink
{
    // An entry of the dictionary, its record and its key as text; and what a value takes, in an array and as text.
    private const int EntryOverhead = 250;
    private const int ValueSize = 100;

    private readonly ExactSink _records = records;
    private readonly int[] _variables = [.. Enumerable.Range(0, program.Variables.Count).Where(i => program.Variables[i].IsReported)];
    private readonly Dictionary<(RecordKey Record, string Values), (ClassicalValue[][] Values, double Probability)> _entries = [];

    /// <summary>Bytes of the values of variables.</summary>
    /// <param name="variables">The variables.</param>
    /// <returns>A bound.</returns>
    public static long ValueBytes(EquatableArray<ClassicalVariable> variables) =>
        variables.Sum(static v => ValueSize * (long)(v.Type.IsArray ? v.Type.Dimensions.Aggregate(1, static (product, size) => product * size) : 1));

    /// <inheritdoc/>
    public void Add(Branch branch)
    {
        _records.Add(branch);
        ClassicalValue[][] values = Array.ConvertAll(_variables, variable => branch.Memory.Variable(variable).ToArray());
        ulong[] record = new ulong[layout.Words];
        layout.Pack(branch.Memory.Bits, record);
        Add((new RecordKey(record), string.Join(';', values.Select(static v => string.Join(',', v)))), values, branch.Weight);
    }

    /// <inheritdoc/>
    public ILeafSink CreatePart() => new OutputSink(program, layout, (ExactSink)_records.CreatePart(), budget);

    /// <inheritdoc/>
    public void Add(ILeafSink part)
    {
        var other = (OutputSink)part;
        _records.Add((ILeafSink)other._records);
        foreach (((RecordKey Record, string Values) key, (ClassicalValue[][] values, double probability)) in other._entries)
        {
            Add(key, values, probability);
            budget.Release(Bytes(values));
        }
    }

    private void Add((RecordKey Record, string Values) key, ClassicalValue[][] values, double probability)
    {
        if (!_entries.TryGetValue(key, out (ClassicalValue[][] Values, double Probability) entry))
            budget.ReserveRecords(Bytes(values), $"one entry more than the {_entries.Count} of a distribution with variables");
        _entries[key] = (values, entry.Probability + probability);
    }

    private long Bytes(ClassicalValue[][] values) => EntryOverhead + (layout.Words * sizeof(ulong)) + values.Sum(static v => (long)v.Length * ValueSize);

    /// <summary>The joint distribution, records in ascending order.</summary>
    /// <param name="variables">The reported variables.</param>
    /// <returns>The distribution.</returns>
    public ExactOutputs ToOutputs(EquatableArray<ClassicalVariable> variables) =>
        new(variables, [.. _entries.OrderBy(static e => e.Key.Record).ThenBy(static e => e.Key.Values, StringComparer.Ordinal).Select(static e => (e.Key.Record.Words, e.Value.Values, e.Value.Probability))]);
}
