using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A value bound before a run.</summary>
/// <param name="Value">Its value.</param>
internal sealed record InputSymbol(InputExpression Value) : Symbol
{
    public override string Kind => "an input";
}
