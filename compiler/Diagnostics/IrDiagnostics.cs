namespace Sqs.Compiler.Diagnostics;

/// <summary>What the verifier of the circuit IR reports.</summary>
public static class IrDiagnostics
{
    /// <summary>A qubit index outside the program.</summary>
    public static readonly DiagnosticDescriptor QubitOutOfRange = new("SQS3001", DiagnosticSeverity.Error, "qubit {0} does not exist; the program has {1} qubits");

    /// <summary>A bit index outside the program.</summary>
    public static readonly DiagnosticDescriptor BitOutOfRange = new("SQS3002", DiagnosticSeverity.Error, "bit {0} does not exist; the program has {1} bits");

    /// <summary>A gate that names one qubit twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateQubit = new("SQS3003", DiagnosticSeverity.Error, "{0} acts on qubit {1} twice; its operands must be different qubits");

    /// <summary>A gate with the wrong number of operands.</summary>
    public static readonly DiagnosticDescriptor OperandCount = new("SQS3004", DiagnosticSeverity.Error, "{0} has {1} qubits; it takes {2}");

    /// <summary>A gate with the wrong number of angles.</summary>
    public static readonly DiagnosticDescriptor AngleCount = new("SQS3005", DiagnosticSeverity.Error, "{0} has {1} angles; it takes {2}");

    /// <summary>An input, variable, register or gate parameter that is not declared.</summary>
    public static readonly DiagnosticDescriptor Undeclared = new("SQS3006", DiagnosticSeverity.Error, "{0} {1} is not declared; {2} are");

    /// <summary>An expression whose type does not fit its place.</summary>
    public static readonly DiagnosticDescriptor TypeMismatch = new("SQS3007", DiagnosticSeverity.Error, "{0} is of type {1}; it must be {2}");

    /// <summary>An angle that is not a finite number.</summary>
    public static readonly DiagnosticDescriptor NotFinite = new("SQS3008", DiagnosticSeverity.Error, "an angle of {0} is {1}; angles are finite numbers of radians");

    /// <summary>Registers that overlap or leave a gap.</summary>
    public static readonly DiagnosticDescriptor RegisterLayout = new("SQS3009", DiagnosticSeverity.Error, "register '{0}' starts at {1} with size {2}; it must start at {3} with at least one element");

    /// <summary>A break or continue outside a loop.</summary>
    public static readonly DiagnosticDescriptor OutsideLoop = new("SQS3010", DiagnosticSeverity.Error, "{0} stands outside a loop; it belongs inside one");

    /// <summary>A gate body with something that is no gate.</summary>
    public static readonly DiagnosticDescriptor NotUnitary = new("SQS3011", DiagnosticSeverity.Error, "the body of gate '{0}' holds a {1}; only gates and barriers may stand there");

    /// <summary>A switch label given twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateLabel = new("SQS3012", DiagnosticSeverity.Error, "the label {0} is given twice; a switch takes each value once");

    /// <summary>Two declarations of one name.</summary>
    public static readonly DiagnosticDescriptor DuplicateName = new("SQS3013", DiagnosticSeverity.Error, "the name '{0}' is declared twice; names are unique in a program");

    /// <summary>Blocks nested too deeply.</summary>
    public static readonly DiagnosticDescriptor TooDeep = new("SQS3014", DiagnosticSeverity.Error, "blocks are nested more than {0} deep; flatten the program");
}
