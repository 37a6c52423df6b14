using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Qasm;

/// <content>Gates and qubits.</content>
public static partial class QasmDiagnostics
{
    /// <summary>A gate on too many or too few qubits.</summary>
    public static readonly DiagnosticDescriptor OperandCount =
        Error("SQS2201", "the gate '{0}' acts on {1} qubits, not {2}");

    /// <summary>A gate with too many or too few angles.</summary>
    public static readonly DiagnosticDescriptor AngleCount =
        Error("SQS2202", "the gate '{0}' takes {1} angles, not {2}");

    /// <summary>A gate on one qubit twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateQubit =
        Error("SQS2203", "{1} is used twice by '{0}'; its operands must be different qubits");

    /// <summary>Registers of different sizes as operands of one gate.</summary>
    public static readonly DiagnosticDescriptor BroadcastSize =
        Error("SQS2204", "registers of {0} and {1} qubits cannot be operands of one gate");

    /// <summary>Something else where qubits are needed.</summary>
    public static readonly DiagnosticDescriptor NotQubits =
        Error("SQS2205", "'{0}' is {1}; expected a qubit");

    /// <summary>A measurement into a target of another size.</summary>
    public static readonly DiagnosticDescriptor MeasureSize =
        Error("SQS2206", "measuring {0} gives {1}; the target takes {2}");

    /// <summary>A statement that a gate body cannot hold.</summary>
    public static readonly DiagnosticDescriptor NotInGate =
        Error("SQS2207", "{0} cannot stand in a gate body; expected gates and barriers on its qubits");

    /// <summary>A gate that uses itself.</summary>
    public static readonly DiagnosticDescriptor RecursiveGate =
        Error("SQS2208", "the gate '{0}' uses itself");

    /// <summary>A number of controls that makes no sense.</summary>
    public static readonly DiagnosticDescriptor ControlCount =
        Error("SQS2210", "{0} is not a number of controls; expected a positive integer constant");

    /// <summary>A call of something that is no gate.</summary>
    public static readonly DiagnosticDescriptor NotAGate =
        Error("SQS2212", "'{0}' is {1}, not a gate");

    /// <summary>A call that gives one qubit to two parameters.</summary>
    public static readonly DiagnosticDescriptor SharedQubit =
        Error("SQS2214", "the call of '{0}' gives the same qubit to '{1}' and '{2}'; expected different qubits");

    /// <summary>A gate that nothing defines the meaning of.</summary>
    public static readonly DiagnosticDescriptor NoDefinition =
        Error("SQS2213", "the gate '{0}' has no definition and cannot be run");
}
