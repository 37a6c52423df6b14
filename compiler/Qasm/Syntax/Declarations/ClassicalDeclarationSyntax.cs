using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;
using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Qasm.Syntax.Declarations;

/// <summary>A declaration of a classical variable, constant, input or output.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Modifier">What kind of declaration it is.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Initializer">Its first value, or null.</param>
public sealed record ClassicalDeclarationSyntax(
    TextSpan Span,
    DeclarationModifier Modifier,
    TypeSyntax Type,
    Name Name,
    ExpressionSyntax? Initializer) : StatementSyntax(Span);
