namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary><c>break;</c></summary>
/// <param name="Span">Where it is in its source.</param>
public sealed record BreakSyntax(TextSpan Span) : StatementSyntax(Span);
