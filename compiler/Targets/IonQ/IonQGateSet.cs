namespace Sqs.Compiler.Targets.IonQ;

/// <summary>The two spellings of a circuit that IonQ takes as JSON.</summary>
public enum IonQGateSet
{
    /// <summary>Abstract gates, angles in radians.</summary>
    Qis,

    /// <summary>The machine's own gates, angles in turns.</summary>
    Native,
}
