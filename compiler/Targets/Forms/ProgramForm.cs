namespace Sqs.Compiler.Targets.Forms;

/// <summary>How a target takes its programs.</summary>
public enum ProgramForm
{
    /// <summary>OpenQASM 3 text.</summary>
    OpenQasm,

    /// <summary>IonQ's JSON circuits, in the spelling that the target's gates have.</summary>
    IonQCircuit,

    /// <summary>The subset of OpenQASM 3 that IonQ's service takes.</summary>
    IonQOpenQasm,
}
