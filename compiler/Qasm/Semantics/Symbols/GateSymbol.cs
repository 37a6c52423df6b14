using Sqs.Compiler.Gates;

namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A gate.</summary>
/// <param name="Gate">The gate.</param>
internal sealed record GateSymbol(Gate Gate) : Symbol
{
    public override string Kind => "a gate";

    public override bool IsVisibleInBodies => true;
}
