namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary><c>end;</c></summary>
/// <param name="Span">Where it is in its source.</param>
public sealed record EndSyntax(TextSpan Span) : StatementSyntax(Span);
