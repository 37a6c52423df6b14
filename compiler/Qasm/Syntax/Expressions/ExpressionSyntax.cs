namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>An expression, an operand or what stands between brackets.</summary>
/// <param name="Span">Where it is in its source.</param>
public abstract record ExpressionSyntax(TextSpan Span) : SyntaxNode(Span);
