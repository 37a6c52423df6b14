using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>A bound scalar expression. One made of literals alone adapts its width to what it meets.</summary>
/// <param name="Value">The expression, or null where an error was reported.</param>
/// <param name="IsLiteral">Made of literals alone.</param>
internal readonly record struct Bound(Expression? Value, bool IsLiteral = false)
{
    public static Bound Faulty => default;

    public bool IsFaulty => Value is null;

    public ClassicalType Type => Value!.Type;

    public ClassicalValue? Constant => (Value as ConstantExpression)?.Value;
}
