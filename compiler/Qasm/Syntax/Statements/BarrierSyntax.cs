using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary><c>barrier q;</c> or <c>nop q;</c></summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Operands">The qubits; none means all.</param>
/// <param name="IsNop">Whether it is <c>nop</c>, which only names qubits as used.</param>
public sealed record BarrierSyntax(TextSpan Span, ImmutableArray<ExpressionSyntax> Operands, bool IsNop) : StatementSyntax(Span);
