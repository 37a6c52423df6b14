using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A classical variable that is not a bit.</summary>
/// <param name="Index">Index into the variables of the program.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsParameter">A parameter of a subroutine that is being checked, whose value is not known.</param>
internal sealed record VariableSymbol(int Index, ClassicalType Type, bool IsParameter) : Symbol
{
    public override string Kind => "a variable";
}
