using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Syntax.Declarations;

/// <summary>A declaration of qubits.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Name">The register.</param>
/// <param name="Size">Number of qubits, or null for a single one.</param>
public sealed record QubitDeclarationSyntax(TextSpan Span, Name Name, ExpressionSyntax? Size) : StatementSyntax(Span);
