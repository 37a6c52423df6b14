using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>A constant array.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Elements">Its elements, row-major.</param>
/// <param name="View">The variable that holds them while the program runs.</param>
internal sealed record ConstantArraySymbol(ClassicalType Type, EquatableArray<ConstantExpression> Elements, ArrayView View) : Symbol
{
    public override string Kind => "a constant array";

    public override bool IsVisibleInBodies => true;
}
