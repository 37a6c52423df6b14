using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>The duration of a block, <c>durationof({ ... })</c>.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Body">The block.</param>
public sealed record DurationOfSyntax(TextSpan Span, BlockSyntax Body) : ExpressionSyntax(Span);
