using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Statements;
using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Qasm.Syntax.Declarations;

/// <summary>A subroutine, <c>def</c>.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="ReturnType">The type of its value, or null.</param>
/// <param name="Body">Its body.</param>
public sealed record SubroutineDefinitionSyntax(
    TextSpan Span,
    Name Name,
    ImmutableArray<SubroutineParameterSyntax> Parameters,
    ScalarTypeSyntax? ReturnType,
    BlockSyntax Body) : StatementSyntax(Span);
