using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>A loop over a range, a set, an array or a register.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Type">The type of the loop variable; null in programs of early drafts.</param>
/// <param name="Variable">The loop variable.</param>
/// <param name="Values">What it takes.</param>
/// <param name="Body">What runs.</param>
public sealed record ForSyntax(
    TextSpan Span,
    ScalarTypeSyntax? Type,
    Name Variable,
    ExpressionSyntax Values,
    StatementSyntax Body) : StatementSyntax(Span);
