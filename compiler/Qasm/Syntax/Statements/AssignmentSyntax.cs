using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>An assignment.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Target">What is written.</param>
/// <param name="Operator">The operator of a compound assignment, or null.</param>
/// <param name="Value">The value.</param>
public sealed record AssignmentSyntax(
    TextSpan Span,
    ExpressionSyntax Target,
    BinaryOperatorSyntax? Operator,
    ExpressionSyntax Value) : StatementSyntax(Span);
