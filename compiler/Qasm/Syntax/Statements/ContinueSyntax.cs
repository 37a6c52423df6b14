namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary><c>continue;</c></summary>
/// <param name="Span">Where it is in its source.</param>
public sealed record ContinueSyntax(TextSpan Span) : StatementSyntax(Span);
