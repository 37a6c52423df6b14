using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>What a loop variable takes: a range, both ends included, or a list.</summary>
/// <param name="Type">Type of the variable.</param>
/// <param name="Start">First value of the range, or null.</param>
/// <param name="Step">Increment, or null for 1.</param>
/// <param name="Stop">Last value that may be taken, or null.</param>
/// <param name="Items">The values of a list.</param>
internal sealed record LoopValues(ClassicalType Type, Expression? Start, Expression? Step, Expression? Stop, EquatableArray<Expression> Items)
{
    /// <summary>Whether the values are known before the program runs.</summary>
    public bool IsKnown => Start is null
        ? Items.All(i => i is ConstantExpression)
        : Start is ConstantExpression && Stop is ConstantExpression && Step is null or ConstantExpression;

    /// <summary>The values in order, or null where they are not known.</summary>
    public IEnumerable<ClassicalValue>? Known() => !IsKnown ? null : Start is null ? Items.Select(i => ((ConstantExpression)i).Value) : Range();

    private IEnumerable<ClassicalValue> Range()
    {
        BigInteger start = ((ConstantExpression)Start!).Value.Integer;
        BigInteger stop = ((ConstantExpression)Stop!).Value.Integer;
        BigInteger step = Step is ConstantExpression constant ? constant.Value.Integer : BigInteger.One;
        for (BigInteger value = start; step.Sign > 0 ? value <= stop : value >= stop; value += step)
            yield return Type.Kind == ClassicalKind.UInt ? ClassicalValue.UInt(value, Type.Width) : ClassicalValue.Int(value, Type.Width);
    }
}
