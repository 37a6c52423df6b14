using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Syntax.Declarations;

/// <summary>A <c>cal</c> or <c>defcal</c> block or a <c>defcalgrammar</c> line; its text belongs to another language and is kept as it is.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Text">The whole statement.</param>
public sealed record CalibrationSyntax(TextSpan Span, string Text) : StatementSyntax(Span);
