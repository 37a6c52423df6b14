namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A name whose declaration was reported; uses of it are not reported again.</summary>
internal sealed record FaultySymbol() : Symbol
{
    public override string Kind => "a faulty declaration";

    public override bool IsVisibleInBodies => true;
}
