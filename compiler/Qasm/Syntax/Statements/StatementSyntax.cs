using System.Collections.Immutable;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>A statement.</summary>
/// <param name="Span">Where it is in its source.</param>
public abstract record StatementSyntax(TextSpan Span) : SyntaxNode(Span)
{
    /// <summary>Annotations in front of the statement.</summary>
    public ImmutableArray<AnnotationSyntax> Annotations { get; init; } = [];
}
