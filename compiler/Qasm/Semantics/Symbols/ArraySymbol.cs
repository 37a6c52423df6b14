namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>An array, or a part of one that a subroutine refers to.</summary>
/// <param name="View">The elements.</param>
/// <param name="IsReadOnly">Whether it may not be assigned to.</param>
internal sealed record ArraySymbol(ArrayView View, bool IsReadOnly) : Symbol
{
    public override string Kind => "an array";
}
