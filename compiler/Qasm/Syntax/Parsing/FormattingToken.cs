namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>A token as a formatter sees it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters.</param>
/// <param name="LinesBefore">Line breaks between the token and the one before it.</param>
internal readonly record struct FormattingToken(FormattingTokenKind Kind, string Text, int LinesBefore);
