using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>A case of a switch.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Labels">Its labels; empty for the default case.</param>
/// <param name="Body">What runs.</param>
public sealed record SwitchCaseSyntax(TextSpan Span, ImmutableArray<ExpressionSyntax> Labels, BlockSyntax Body) : SyntaxNode(Span);
