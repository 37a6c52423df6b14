using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A constant scalar.</summary>
/// <param name="Value">Its value.</param>
internal sealed record ConstantSymbol(ConstantExpression Value) : Symbol
{
    public override string Kind => "a constant";

    public override bool IsVisibleInBodies => true;
}
