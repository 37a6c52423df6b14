using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>What one index picks: one element known now, one known when the program runs, evenly spaced ones, or a list.</summary>
/// <param name="Element">The element known now, else -1.</param>
/// <param name="Dynamic">The element as an expression, else null.</param>
/// <param name="Start">First of the evenly spaced elements.</param>
/// <param name="Step">Distance between them.</param>
/// <param name="Count">Their number.</param>
/// <param name="Items">The elements of a list, else null.</param>
internal sealed record Selection(int Element, Expression? Dynamic = null, int Start = 0, int Step = 1, int Count = 1, IReadOnlyList<int>? Items = null)
{
    public bool IsSingle => Element >= 0 || Dynamic is not null;

    public static Selection Range(int start, int step, int count) => new(-1, null, start, step, count);

    public static Selection List(IReadOnlyList<int> items) => new(-1, Count: items.Count, Items: items);

    /// <summary>The elements picked, where they are known now.</summary>
    public IEnumerable<int> Elements => Element >= 0 ? [Element]
        : Items ?? Enumerable.Range(0, Count).Select(i => Start + (i * Step));
}
