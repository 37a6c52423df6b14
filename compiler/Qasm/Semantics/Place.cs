using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Something that can be assigned to: bits, a variable or an element of one, a part of an array, some bits of an integer.</summary>
/// <param name="Bits">The bits, or null for a variable.</param>
/// <param name="Variable">Index of the variable.</param>
/// <param name="VariableType">Type of what is written.</param>
/// <param name="Indices">Indices into the variable.</param>
/// <param name="Array">The part of an array, else null.</param>
/// <param name="BitElements">Which bits of an integer are written, else default.</param>
internal sealed record Place(
    BitView? Bits,
    int Variable = -1,
    ClassicalType? VariableType = null,
    EquatableArray<Expression> Indices = default,
    ArrayView? Array = null,
    ImmutableArray<int> BitElements = default)
{
    public ClassicalType Type => Bits is not null ? Bits.Type : VariableType!;
}
