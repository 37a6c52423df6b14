using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Qasm.Syntax.Declarations;

/// <summary>A parameter of a subroutine or extern.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name; empty for an extern.</param>
public sealed record SubroutineParameterSyntax(TextSpan Span, TypeSyntax Type, Name Name) : SyntaxNode(Span);
