namespace Sqs.Compiler.Qasm.Syntax.Types;

/// <summary>A type as it is written.</summary>
/// <param name="Span">Where it is in its source.</param>
public abstract record TypeSyntax(TextSpan Span) : SyntaxNode(Span);
