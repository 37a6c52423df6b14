namespace Sqs.Compiler.Gates;

/// <summary>Where a gate's name is defined.</summary>
public enum GateLibrary
{
    /// <summary>Built into OpenQASM 3: <c>U</c> and <c>gphase</c>.</summary>
    Language,

    /// <summary>In <c>stdgates.inc</c>.</summary>
    StandardGates,

    /// <summary>In <c>qelib1.inc</c> of OpenQASM 2 only; an OpenQASM 3 program that uses it carries a definition.</summary>
    Qelib1,

    /// <summary>A device's native gate.</summary>
    Native,
}
