namespace Sqs.Compiler.Diagnostics;

/// <summary>What passes report: SQS3110 to SQS3199.</summary>
public static class PassDiagnostics
{
    /// <summary>A gate for which there is no decomposition.</summary>
    public static readonly DiagnosticDescriptor NoSynthesis = new(
        "SQS3110",
        DiagnosticSeverity.Error,
        "there is no decomposition of {0}; write it in terms of simpler gates");

    /// <summary>Control flow that depends on measured bits.</summary>
    public static readonly DiagnosticDescriptor RunTimeControl = new(
        "SQS3111",
        DiagnosticSeverity.Error,
        "{0} depends on a measured bit in a way the target cannot follow; use conditionals around gates, or run it on the native engine");

    /// <summary>A loop that unrolls to too much.</summary>
    public static readonly DiagnosticDescriptor UnrolledTooLong = new(
        "SQS3112",
        DiagnosticSeverity.Error,
        "the loop unrolls to more than {0} operations; shorten it");

    /// <summary>A branch that measures into a bit of its own condition.</summary>
    public static readonly DiagnosticDescriptor BranchChangesCondition = new(
        "SQS3113",
        DiagnosticSeverity.Error,
        "a branch measures into {0}, which its own condition reads; measure into another bit");

    /// <summary>A classical assignment to a bit.</summary>
    public static readonly DiagnosticDescriptor BitAssignment = new(
        "SQS3114",
        DiagnosticSeverity.Error,
        "a bit is assigned a computed value, which the target cannot record; measure into it, or compute it from the results");

    /// <summary>A gate angle computed from too many bits.</summary>
    public static readonly DiagnosticDescriptor RunTimeAngle = new(
        "SQS3115",
        DiagnosticSeverity.Error,
        "an angle of {0} is computed from {1} measured bits; at most {2} can be tabulated");

    /// <summary>A variable whose value is known only at run time.</summary>
    public static readonly DiagnosticDescriptor RunTimeVariable = new(
        "SQS3116",
        DiagnosticSeverity.Error,
        "the value of '{0}' is known only while the program runs, and the target has no variables; test the measured bits directly");

    /// <summary>An index out of range.</summary>
    public static readonly DiagnosticDescriptor IndexOutOfRange = new(
        "SQS3117",
        DiagnosticSeverity.Error,
        "the index {0} is out of range; the register has {1} elements");

    /// <summary>A condition on too many bits.</summary>
    public static readonly DiagnosticDescriptor ConditionTooLarge = new(
        "SQS3118",
        DiagnosticSeverity.Error,
        "a condition reads {0} bits or values that are no measured bits; at most {1} bits can be resolved");

    /// <summary>A condition on a bit that a branch measured.</summary>
    public static readonly DiagnosticDescriptor BranchMeasuredBit = new(
        "SQS3119",
        DiagnosticSeverity.Error,
        "a condition joins {0} with bits of other registers, but {0} is measured inside a branch; measure it outside");

    /// <summary>A classical variable the target does not return.</summary>
    public static readonly DiagnosticDescriptor VariableNotReported = new(
        "SQS3120",
        DiagnosticSeverity.Warning,
        "the target does not return the variable '{0}'; only bit registers are");

    /// <summary>A deferred program with too many qubits.</summary>
    public static readonly DiagnosticDescriptor DeferredTooWide = new(
        "SQS3121",
        DiagnosticSeverity.Error,
        "without measurement in the middle the program needs {1} qubits instead of {0}, one for each measured value; the target has {2}: {4}, or the layered plan with {3} qubits on a target that resets");

    /// <summary>A deferred program that is too wide even with qubits used again.</summary>
    public static readonly DiagnosticDescriptor ReusedTooWide = new(
        "SQS3125",
        DiagnosticSeverity.Error,
        "without branches the program needs {0} qubits, and {1} where measured qubits are used again; the target has {2}: {3}");

    /// <summary>Something in a branch that controls cannot express.</summary>
    public static readonly DiagnosticDescriptor DeferredBranch = new(
        "SQS3122",
        DiagnosticSeverity.Error,
        "a branch holds a {0} that cannot be put under quantum control; move it out of the branch");

    /// <summary>A limit of the target.</summary>
    public static readonly DiagnosticDescriptor LimitPassed = new(
        "SQS3130",
        DiagnosticSeverity.Error,
        "the program has {0} {1}; a job on '{3}' may have {2}, so take fewer steps, neurons or shots");

    /// <summary>Too much feed-forward for one job.</summary>
    public static readonly DiagnosticDescriptor BroadcastBudget = new(
        "SQS3131",
        DiagnosticSeverity.Error,
        "the program has {0} conditionals that send {1} bits to the control system, {2} of what a job may; about {3} such conditionals fit, so take fewer steps or the layered plan");

    /// <summary>A program that passes a limit of a job, which no splitting helps.</summary>
    public static readonly DiagnosticDescriptor ProgramTooLarge = new(
        "SQS3133",
        DiagnosticSeverity.Error,
        "program '{0}' has {1} {2}; a job on '{4}' takes {3}, and a program cannot be split over jobs, so take fewer steps or neurons");

    /// <summary>An execution that takes longer than a job may.</summary>
    public static readonly DiagnosticDescriptor ExecutionTooLong = new(
        "SQS3134",
        DiagnosticSeverity.Error,
        "one execution of program '{0}' takes {1:0.###} s of QPU time; a job on '{3}' may take {2:0.###} s, so take fewer steps");

    /// <summary>Fewer shots than a job must have.</summary>
    public static readonly DiagnosticDescriptor ShotsTooFew = new(
        "SQS3135",
        DiagnosticSeverity.Error,
        "{0} shots in {1} jobs are fewer than the {2} shots a job on '{3}' needs; take more shots");

    /// <summary>Definitions of gates that expand to too much.</summary>
    public static readonly DiagnosticDescriptor ExpansionTooLarge = new(
        "SQS3136",
        DiagnosticSeverity.Error,
        "the gate definitions of the program expand to more than {0} gates; each level that uses a gate twice doubles them, so use fewer levels");

    /// <summary>No plan fits.</summary>
    public static readonly DiagnosticDescriptor NoPlan = new(
        "SQS3132",
        DiagnosticSeverity.Error,
        "neither the fused nor the layered plan runs the network on '{0}'; the reasons are above");
}
