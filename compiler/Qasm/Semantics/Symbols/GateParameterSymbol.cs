using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>An angle parameter inside a gate body.</summary>
/// <param name="Value">Its value.</param>
internal sealed record GateParameterSymbol(GateParameterExpression Value) : Symbol
{
    public override string Kind => "a gate parameter";
}
