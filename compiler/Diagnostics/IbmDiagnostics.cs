namespace Sqs.Compiler.Diagnostics;

/// <summary>
/// What IBM's service would refuse in an OpenQASM 3 text: SQS3301 to SQS3319 what its loader cannot read, SQS3321 to SQS3349 what its hardware
/// cannot run.
/// </summary>
public static class IbmDiagnostics
{
    /// <summary>The version line is missing or another version.</summary>
    public static readonly DiagnosticDescriptor Version = Error("SQS3301", "the text does not start with a version line of OpenQASM 3; write OPENQASM 3.0;");

    /// <summary>A statement the loader refuses.</summary>
    public static readonly DiagnosticDescriptor Statement = Error("SQS3302", "the loader does not read {0}; it reads declarations, gates, measure, reset, barrier, delay and if");

    /// <summary>A declaration the loader refuses.</summary>
    public static readonly DiagnosticDescriptor Declaration = Error("SQS3303", "the loader does not read a declaration of type {0}; it reads bit, bit[n], qubit and input float or angle");

    /// <summary>A declaration with an initial value.</summary>
    public static readonly DiagnosticDescriptor Initializer = Error("SQS3304", "'{0}' has an initial value, which the loader does not read; only bit x = measure q is");

    /// <summary>A declaration inside a block.</summary>
    public static readonly DiagnosticDescriptor LocalDeclaration = Error("SQS3305", "'{0}' is declared inside a block; the loader reads global declarations");

    /// <summary>An assignment of anything but a measurement.</summary>
    public static readonly DiagnosticDescriptor Assignment = Error("SQS3306", "the loader does not read assignments; only measurements give a bit a value");

    /// <summary>A measurement without a target.</summary>
    public static readonly DiagnosticDescriptor MeasureWithoutTarget = Error("SQS3307", "the measurement drops its outcome, which the loader does not read; name a bit that takes it");

    /// <summary>A condition the loader refuses.</summary>
    public static readonly DiagnosticDescriptor Condition = Error("SQS3308", "the loader does not read this condition; it reads b, !b, b == true, b == false and register == constant");

    /// <summary>Another include.</summary>
    public static readonly DiagnosticDescriptor Include = Error("SQS3309", "the loader does not include '{0}'; it knows only stdgates.inc");

    /// <summary>An unknown name.</summary>
    public static readonly DiagnosticDescriptor Unknown = Error("SQS3310", "'{0}' is not declared; declare it before its use");

    /// <summary>A second declaration.</summary>
    public static readonly DiagnosticDescriptor Duplicate = Error("SQS3311", "'{0}' is declared already; names are unique, those of stdgates.inc included");

    /// <summary>A name the loader would change.</summary>
    public static readonly DiagnosticDescriptor RegisterName = Error("SQS3312", "the loader renames '{0}', and results come under the new name; start with a to z, go on with letters, digits and _, no keyword of Python, none of data, shape, input, output");

    /// <summary>A gate call with a wrong number of angles or qubits.</summary>
    public static readonly DiagnosticDescriptor Arity = Error("SQS3313", "{0} has {1} angles and {2} qubits; it takes {3} and {4}");

    /// <summary>An index out of range.</summary>
    public static readonly DiagnosticDescriptor Index = Error("SQS3314", "index {0} of '{1}' is out of range; it has {2} bits");

    /// <summary>A syntax error.</summary>
    public static readonly DiagnosticDescriptor Syntax = Error("SQS3315", "the text is no OpenQASM 3: {0}");

    /// <summary>A loop or scope.</summary>
    public static readonly DiagnosticDescriptor ControlFlow = Error("SQS3321", "the hardware does not run {0}; unroll it");

    /// <summary>A nested conditional or else-if.</summary>
    public static readonly DiagnosticDescriptor NestedBranch = Error("SQS3322", "a conditional stands inside a conditional, which the hardware does not run; join the conditions in one register");

    /// <summary>Measure or reset in a branch.</summary>
    public static readonly DiagnosticDescriptor BranchContent = Error("SQS3323", "a branch holds a {0}; the hardware runs only gates, barriers and delays there");

    /// <summary>A condition on too many bits.</summary>
    public static readonly DiagnosticDescriptor ConditionTooWide = Error("SQS3324", "a condition compares {0} bits; the hardware compares {1} at most");

    /// <summary>A condition on a slice.</summary>
    public static readonly DiagnosticDescriptor AliasedCondition = Error("SQS3325", "the condition reads a slice, which becomes an aliased register that the hardware does not run; give these bits a register of their own");

    /// <summary>A virtual qubit.</summary>
    public static readonly DiagnosticDescriptor VirtualQubit = Error("SQS3326", "'{0}' is no physical qubit; hardware programs use $0, $1, ...");

    /// <summary>A physical qubit the device lacks.</summary>
    public static readonly DiagnosticDescriptor QubitOutOfRange = Error("SQS3327", "the device has no qubit ${0}; it has {1} qubits");

    /// <summary>A gate that is no instruction of the device.</summary>
    public static readonly DiagnosticDescriptor GateNotNative = Error("SQS3328", "{0} is no instruction of the device; it has {1}");

    /// <summary>A modifier.</summary>
    public static readonly DiagnosticDescriptor Modifier = Error("SQS3329", "{0} carries a modifier, which the hardware does not run");

    /// <summary>A pair that is not coupled.</summary>
    public static readonly DiagnosticDescriptor NotCoupled = Error("SQS3330", "{0} joins ${1} and ${2}, which are not coupled");

    /// <summary>An angle out of range.</summary>
    public static readonly DiagnosticDescriptor AngleOutOfRange = Error("SQS3331", "the angle of {0} is {1}; the device takes {2} to {3}");

    /// <summary>An angle that is no number and no input.</summary>
    public static readonly DiagnosticDescriptor Angle = Error("SQS3332", "the angle of {0} is neither a number nor built from inputs");

    /// <summary>A gate on one qubit twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateQubit = Error("SQS3333", "{0} acts on ${1} twice");

    /// <summary>No register.</summary>
    public static readonly DiagnosticDescriptor NoRegister = Error("SQS3334", "the program has no classical register; the service needs at least one");

    /// <summary>A loose bit.</summary>
    public static readonly DiagnosticDescriptor LooseBit = Error("SQS3335", "'{0}' is a single bit, which results do not report; declare bit[1] {0}");

    /// <summary>A branch or reset on a device without.</summary>
    public static readonly DiagnosticDescriptor NoDynamicCircuits = Error("SQS3336", "the device does not run {0}; it has no dynamic circuits");

    /// <summary>A gate after the measurement on a device that only measures at the end.</summary>
    public static readonly DiagnosticDescriptor AfterMeasurement = Error("SQS3337", "{0} acts on ${1} after its measurement; the device measures only at the end");

    /// <summary>Too many broadcasts.</summary>
    public static readonly DiagnosticDescriptor BroadcastBudget = Error("SQS3338", "{0} conditionals send {1} bits to the control system, {2} of what a job may; about 2400 conditionals of one bit fit, or 300 of 60 bits");

    /// <summary>Too many control instructions.</summary>
    public static readonly DiagnosticDescriptor Weight = Error("SQS3339", "qubit ${0} takes {1} control instructions; a job may have {2} a qubit");

    /// <summary>Too many gates of a kind.</summary>
    public static readonly DiagnosticDescriptor GateCount = Error("SQS3340", "the program has {0} {1} gates; it may have {2}");

    private static DiagnosticDescriptor Error(string code, string format) => new(code, DiagnosticSeverity.Error, format);
}
