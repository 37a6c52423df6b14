namespace Sqs.Compiler.Diagnostics;

/// <summary>What a target refuses in a program: SQS3201 to SQS3299.</summary>
public static class TargetDiagnostics
{
    /// <summary>An unknown target name.</summary>
    public static readonly DiagnosticDescriptor UnknownTarget = Error("SQS3201", "there is no target '{0}'; there are {1}");

    /// <summary>Control flow a target does not run.</summary>
    public static readonly DiagnosticDescriptor ControlFlow = Error("SQS3202", "{0} cannot run on the target; only operations and conditionals can, so unroll it");

    /// <summary>A qubit or bit chosen at run time.</summary>
    public static readonly DiagnosticDescriptor RunTimeOperand = Error("SQS3203", "an operand of {0} is chosen while the program runs; the target needs it known at compile time");

    /// <summary>A gate the target lacks.</summary>
    public static readonly DiagnosticDescriptor GateNotNative = Error("SQS3204", "the target has no gate {0}; it has {1}");

    /// <summary>A modifier on a native gate.</summary>
    public static readonly DiagnosticDescriptor ModifierNotNative = Error("SQS3205", "{0} carries a modifier; the target takes plain gates");

    /// <summary>An angle out of range.</summary>
    public static readonly DiagnosticDescriptor AngleOutOfRange = Error("SQS3206", "the angle of {0} is {1}; the target takes {2} to {3} radians");

    /// <summary>A gate on qubits that are not coupled.</summary>
    public static readonly DiagnosticDescriptor NotCoupled = Error("SQS3207", "{0} joins the qubits {1} and {2}, which are not coupled; route the program first");

    /// <summary>A gate on too many qubits.</summary>
    public static readonly DiagnosticDescriptor TooManyOperands = Error("SQS3208", "{0} acts on {1} qubits; the target's gates act on one or two");

    /// <summary>Too many qubits.</summary>
    public static readonly DiagnosticDescriptor TooWide = Error("SQS3209", "the program needs {0} qubits; the target has {1}");

    /// <summary>Reset on a target without.</summary>
    public static readonly DiagnosticDescriptor NoReset = Error("SQS3210", "qubit {0} is reset, which the target cannot do; take a fresh qubit instead");

    /// <summary>A condition on a target without feed-forward.</summary>
    public static readonly DiagnosticDescriptor NoFeedForward = Error("SQS3211", "{0} depends on a measured bit, which the target cannot do; control it by the unmeasured qubit instead");

    /// <summary>An operation on a measured qubit.</summary>
    public static readonly DiagnosticDescriptor AfterMeasurement = Error("SQS3212", "{0} acts on qubit {1} after its measurement; the target measures only at the end");

    /// <summary>Inputs without values.</summary>
    public static readonly DiagnosticDescriptor InputsOpen = Error("SQS3213", "the program has {0} open inputs, the first is '{1}'; the target takes numbers, so bind them");

    /// <summary>A conditional inside a conditional.</summary>
    public static readonly DiagnosticDescriptor NestedBranch = Error("SQS3214", "a conditional stands inside a conditional, which the target cannot do; join the conditions");

    /// <summary>A switch on a target without.</summary>
    public static readonly DiagnosticDescriptor NoSwitch = Error("SQS3215", "the target has no switch; use conditionals");

    /// <summary>Measure or reset in a branch.</summary>
    public static readonly DiagnosticDescriptor MeasureInBranch = Error("SQS3216", "a branch holds a {0}, which the target cannot do; move it out of the branch");

    /// <summary>A condition of a form the target lacks.</summary>
    public static readonly DiagnosticDescriptor ConditionForm = Error("SQS3217", "the target takes conditions b, !b and register == constant; this one is another");

    /// <summary>A condition on too many bits.</summary>
    public static readonly DiagnosticDescriptor ConditionTooWide = Error("SQS3218", "a condition reads {0} bits; the target takes {1}");

    /// <summary>A snapshot that cannot be read.</summary>
    public static readonly DiagnosticDescriptor SnapshotUnreadable = Error("SQS3219", "the device properties cannot be read: {0}");

    /// <summary>A program an IonQ circuit cannot express.</summary>
    public static readonly DiagnosticDescriptor NotAnIonQCircuit = Error("SQS3220", "an IonQ circuit cannot express {0}; compile for an IonQ target first");

    /// <summary>A job document that IonQ's service refuses.</summary>
    public static readonly DiagnosticDescriptor IonQDocument = Error("SQS3221", "{0} {1}; the service refuses such a document");

    /// <summary>An OpenQASM 3 text that IonQ's service is not known to take.</summary>
    public static readonly DiagnosticDescriptor IonQProgram = Error("SQS3222", "the text has {0}; IonQ's OpenQASM 3 takes qubit and bit registers, gates of stdgates.inc, measurements and barriers, and resets where the target has them");

    private static DiagnosticDescriptor Error(string code, string format) => new(code, DiagnosticSeverity.Error, format);
}
