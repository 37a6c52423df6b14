namespace Sqs.Compiler.Qasm.Syntax;

/// <summary>A node of the syntax tree: immutable, and with a place in its source.</summary>
/// <param name="Span">Where it is in its source.</param>
public abstract record SyntaxNode(TextSpan Span);
