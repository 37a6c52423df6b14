using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Results;

namespace Sqs.Simulation.Execution;

/// <summary>Adds up the probabilities of branches by their records and by the values of their reported variables.</summary>
/// <param name="program">The program.</param>
/// <param name="layout">What a record holds.</param>
/// <param name="records">Receives the branches as well; adds them up by record alone and counts the bytes.</param>
internal sealed class OutputSink(CircuitProgram program, RecordLayout layout, ExactSink records) : ILeafSink
{
    private readonly int[] _variables = [.. Enumerable.Range(0, program.Variables.Count).Where(i => program.Variables[i].IsReported)];
    private readonly Dictionary<(RecordKey Record, string Values), (ClassicalValue[][] Values, double Probability)> _entries = [];

    /// <inheritdoc/>
    public void Add(Branch branch)
    {
        records.Add(branch);
        ClassicalValue[][] values = Array.ConvertAll(_variables, variable => branch.Memory.Variable(variable).ToArray());
        ulong[] record = new ulong[layout.Words];
        layout.Pack(branch.Memory.Bits, record);
        var key = (new RecordKey(record), string.Join(';', values.Select(static v => string.Join(',', v))));
        _entries[key] = (values, _entries.GetValueOrDefault(key).Probability + branch.Weight);
    }

    /// <summary>The joint distribution, records in ascending order.</summary>
    /// <param name="variables">The reported variables.</param>
    /// <returns>The distribution.</returns>
    public ExactOutputs ToOutputs(EquatableArray<ClassicalVariable> variables) =>
        new(variables, [.. _entries.OrderBy(static e => e.Key.Record).ThenBy(static e => e.Key.Values, StringComparer.Ordinal).Select(static e => (e.Key.Record.Words, e.Value.Values, e.Value.Probability))]);
}
