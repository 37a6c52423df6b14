namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>A pragma.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Text">The text behind the keyword, with the blanks in front of it.</param>
public sealed record PragmaSyntax(TextSpan Span, string Text) : StatementSyntax(Span);
