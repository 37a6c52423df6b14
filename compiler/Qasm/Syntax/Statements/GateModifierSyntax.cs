using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>A modifier in front of a gate.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Argument">The exponent of a power or the number of controls, or null.</param>
public sealed record GateModifierSyntax(TextSpan Span, GateModifierKind Kind, ExpressionSyntax? Argument) : SyntaxNode(Span);
