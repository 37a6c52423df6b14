namespace Sqs.Compiler.Gates;

/// <summary>A unitary with a name: an entry of the <see cref="GateTable"/> or a <see cref="CompositeGate"/> of a program.</summary>
public abstract record Gate
{
    /// <summary>The name as OpenQASM 3 spells it.</summary>
    public abstract string Name { get; }

    /// <summary>Number of angles, in radians.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>Number of qubits it acts on.</summary>
    public abstract int QubitCount { get; }
}
