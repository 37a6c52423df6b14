using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary><c>reset q;</c></summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Operand">What is reset.</param>
public sealed record ResetSyntax(TextSpan Span, ExpressionSyntax Operand) : StatementSyntax(Span);
