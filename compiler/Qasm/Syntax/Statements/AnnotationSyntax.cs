namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>An annotation in front of a statement.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Keyword">The name without <c>@</c>.</param>
/// <param name="Text">The rest of its line.</param>
public sealed record AnnotationSyntax(TextSpan Span, string Keyword, string Text) : SyntaxNode(Span);
