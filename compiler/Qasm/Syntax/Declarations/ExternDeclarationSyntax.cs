using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Statements;
using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Qasm.Syntax.Declarations;

/// <summary>A classical function that the host provides.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="ReturnType">The type of its value, or null.</param>
public sealed record ExternDeclarationSyntax(
    TextSpan Span,
    Name Name,
    ImmutableArray<SubroutineParameterSyntax> Parameters,
    ScalarTypeSyntax? ReturnType) : StatementSyntax(Span);
