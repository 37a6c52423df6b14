using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Syntax.Declarations;

/// <summary><c>let name = a ++ b;</c>: another name for qubits or bits.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Name">The name.</param>
/// <param name="Parts">What is joined, in order.</param>
public sealed record AliasDeclarationSyntax(TextSpan Span, Name Name, ImmutableArray<ExpressionSyntax> Parts) : StatementSyntax(Span);
