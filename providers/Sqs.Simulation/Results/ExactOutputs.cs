using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Simulation.Results;

/// <summary>
/// The joint distribution of the record and the reported classical variables at the end of an exact run. A record stands several times where
/// variables differ under it.
/// </summary>
public sealed class ExactOutputs
{
    private readonly (ulong[] Record, ClassicalValue[][] Values, double Probability)[] _entries;

    internal ExactOutputs(EquatableArray<ClassicalVariable> variables, (ulong[] Record, ClassicalValue[][] Values, double Probability)[] entries)
    {
        Variables = variables;
        _entries = entries;
    }

    /// <summary>The reported variables in declaration order.</summary>
    public EquatableArray<ClassicalVariable> Variables { get; }

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Length;

    /// <summary>The probability of an entry.</summary>
    /// <param name="index">Index of the entry.</param>
    /// <returns>The probability.</returns>
    public double Probability(int index) => _entries[index].Probability;

    /// <summary>The record of an entry; records ascend as numbers.</summary>
    /// <param name="index">Index of the entry.</param>
    /// <returns>64-bit words, word 0 least significant.</returns>
    public ReadOnlySpan<ulong> Record(int index) => _entries[index].Record;

    /// <summary>The value of a variable in an entry.</summary>
    /// <param name="index">Index of the entry.</param>
    /// <param name="variable">Index into <see cref="Variables"/>.</param>
    /// <returns>The elements, row-major; one for a scalar.</returns>
    public ReadOnlySpan<ClassicalValue> this[int index, int variable] => _entries[index].Values[variable];
}
