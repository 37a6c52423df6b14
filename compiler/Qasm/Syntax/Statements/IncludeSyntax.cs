namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary><c>include "path";</c></summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Path">The path without quotes.</param>
public sealed record IncludeSyntax(TextSpan Span, string Path) : StatementSyntax(Span);
