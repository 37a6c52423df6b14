using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Declarations;

namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A subroutine.</summary>
/// <param name="Syntax">Its definition.</param>
/// <param name="Source">The text it is in.</param>
internal sealed record SubroutineSymbol(SubroutineDefinitionSyntax Syntax, SourceText Source) : Symbol
{
    public override string Kind => "a subroutine";

    public override bool IsVisibleInBodies => true;
}
