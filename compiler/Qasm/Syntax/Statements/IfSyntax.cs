using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>A conditional.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Then">Runs when it holds.</param>
/// <param name="Else">Runs when it does not, or null.</param>
public sealed record IfSyntax(
    TextSpan Span,
    ExpressionSyntax Condition,
    StatementSyntax Then,
    StatementSyntax? Else) : StatementSyntax(Span);
