using System.Collections.Immutable;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>Statements in braces.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Statements">The statements.</param>
public sealed record BlockSyntax(TextSpan Span, ImmutableArray<StatementSyntax> Statements) : StatementSyntax(Span);
