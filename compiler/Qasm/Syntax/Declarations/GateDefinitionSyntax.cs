using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Syntax.Declarations;

/// <summary>A gate with its body, or an <c>opaque</c> gate without one.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Angle parameters.</param>
/// <param name="Operands">Qubit operands.</param>
/// <param name="Body">Its body, or null when it is opaque.</param>
public sealed record GateDefinitionSyntax(
    TextSpan Span,
    Name Name,
    ImmutableArray<Name> Parameters,
    ImmutableArray<Name> Operands,
    BlockSyntax? Body) : StatementSyntax(Span);
