using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Types;

/// <summary>A scalar classical type.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Width">The width in brackets, or null.</param>
/// <param name="Component">The type of the parts of a complex number, or null.</param>
public sealed record ScalarTypeSyntax(
    TextSpan Span,
    ScalarKind Kind,
    ExpressionSyntax? Width,
    ScalarTypeSyntax? Component) : TypeSyntax(Span);
