using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>A switch.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Target">What is compared.</param>
/// <param name="Cases">The cases in order.</param>
public sealed record SwitchSyntax(
    TextSpan Span,
    ExpressionSyntax Target,
    ImmutableArray<SwitchCaseSyntax> Cases) : StatementSyntax(Span);
