using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Types;

/// <summary>An array type.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Element">The type of the elements.</param>
/// <param name="Dimensions">Sizes, outermost first.</param>
public sealed record ArrayTypeSyntax(
    TextSpan Span,
    ScalarTypeSyntax Element,
    ImmutableArray<ExpressionSyntax> Dimensions) : TypeSyntax(Span);
