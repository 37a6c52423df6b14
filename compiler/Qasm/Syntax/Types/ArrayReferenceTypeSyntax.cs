using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Types;

/// <summary>The type of an array parameter, which refers to the caller's array.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="IsMutable">Whether the subroutine may change it.</param>
/// <param name="Element">The type of the elements.</param>
/// <param name="Dimensions">Sizes, outermost first; empty when only their number is given.</param>
/// <param name="DimensionCount">The number of dimensions of <c>#dim = n</c>, or null.</param>
public sealed record ArrayReferenceTypeSyntax(
    TextSpan Span,
    bool IsMutable,
    ScalarTypeSyntax Element,
    ImmutableArray<ExpressionSyntax> Dimensions,
    ExpressionSyntax? DimensionCount) : TypeSyntax(Span);
