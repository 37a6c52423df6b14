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
        records.Add(branch);
        ClassicalValue[][] values = Array.ConvertAll(_variables, variable => branch.Memory.Variable(variable).ToArray());
        ulong[] record = new ulong[layout.Words];
        layout.Pack(branch.Memory.Bits, record);
        var key = (new RecordKey(record), string.Join(';', values.Select(static v => string.Join(',', v))));
        if (!_entries.ContainsKey(key))
            budget.ReserveRecords(EntryOverhead + (layout.Words * sizeof(ulong)) + values.Sum(static v => (long)v.Length * ValueSize), $"one entry more than the {_entries.Count} of a distribution with variables");
        _entries[key] = (values, _entries.GetValueOrDefault(key).Probability + branch.Weight);
    }

    /// <summary>The joint distribution, records in ascending order.</summary>
    /// <param name="variables">The reported variables.</param>
    /// <returns>The distribution.</returns>
    public ExactOutputs ToOutputs(EquatableArray<ClassicalVariable> variables) =>
        new(variables, [.. _entries.OrderBy(static e => e.Key.Record).ThenBy(static e => e.Key.Values, StringComparer.Ordinal).Select(static e => (e.Key.Record.Words, e.Value.Values, e.Value.Probability))]);
}
