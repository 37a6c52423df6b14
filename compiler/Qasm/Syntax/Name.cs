namespace Sqs.Compiler.Qasm.Syntax;

/// <summary>An identifier and where it stands.</summary>
/// <param name="Text">The identifier.</param>
/// <param name="Span">Where it is in its source.</param>
public readonly record struct Name(string Text, TextSpan Span);
