using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Syntax.Declarations;

namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A function that the host provides.</summary>
/// <param name="Syntax">Its declaration.</param>
/// <param name="ReturnType">The type of its value, or null.</param>
internal sealed record ExternSymbol(ExternDeclarationSyntax Syntax, ClassicalType? ReturnType) : Symbol
{
    public override string Kind => "an extern function";

    public override bool IsVisibleInBodies => true;
}
