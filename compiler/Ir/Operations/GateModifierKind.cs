namespace Sqs.Compiler.Ir.Operations;

/// <summary>Kinds of gate modifier, OpenQASM 3 specification, "Quantum gates", section on modifiers.</summary>
public enum GateModifierKind
{
    /// <summary><c>inv @</c>: the inverse of the gate.</summary>
    Inverse,

    /// <summary><c>pow(k) @</c>: the principal k-th power of the whole unitary.</summary>
    Power,

    /// <summary><c>ctrl @</c>: applied where the control is 1.</summary>
    Control,

    /// <summary><c>negctrl @</c>: applied where the control is 0.</summary>
    NegativeControl,
}
