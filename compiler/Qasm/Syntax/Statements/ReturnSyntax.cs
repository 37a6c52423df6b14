using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary><c>return value;</c></summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Value">The value, or null.</param>
public sealed record ReturnSyntax(TextSpan Span, ExpressionSyntax? Value) : StatementSyntax(Span);
