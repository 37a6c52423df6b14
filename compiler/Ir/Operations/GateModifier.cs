using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir.Operations;

/// <summary>A modifier in front of a gate.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Exponent">The exponent of a power, else null. <c>ctrl(n) @</c> is n modifiers in a row.</param>
public sealed record GateModifier(GateModifierKind Kind, Expression? Exponent = null)
{
    /// <summary>Whether the modifier takes a control qubit.</summary>
    public bool IsControl => Kind is GateModifierKind.Control or GateModifierKind.NegativeControl;
}
