namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A bit, a register of bits, or another name for some of them.</summary>
/// <param name="View">The bits.</param>
internal sealed record BitSymbol(BitView View) : Symbol
{
    public override string Kind => "a bit register";
}
