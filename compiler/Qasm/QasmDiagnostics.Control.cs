using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Qasm;

/// <content>Control flow.</content>
public static partial class QasmDiagnostics
{
    /// <summary>A jump outside a loop.</summary>
    public static readonly DiagnosticDescriptor OutsideLoop =
        Error("SQS2301", "'{0}' can only stand in a loop");

    /// <summary>A return outside a subroutine.</summary>
    public static readonly DiagnosticDescriptor ReturnOutside =
        Error("SQS2302", "'return' can only stand in a subroutine");

    /// <summary>A return with a value where there is none, or the other way round.</summary>
    public static readonly DiagnosticDescriptor ReturnValue =
        Error("SQS2303", "the subroutine '{0}' returns {1}; found {2}");

    /// <summary>A subroutine whose end is reached without a value.</summary>
    public static readonly DiagnosticDescriptor MissingReturn =
        Error("SQS2304", "not every path of the subroutine '{0}' returns a value of type {1}");

    /// <summary>Two cases with one label.</summary>
    public static readonly DiagnosticDescriptor DuplicateLabel =
        Error("SQS2305", "the label {0} stands in this switch already");

    /// <summary>A label that is no integer constant.</summary>
    public static readonly DiagnosticDescriptor BadLabel =
        Error("SQS2306", "a label must be an integer constant");

    /// <summary>A switch in a program of version 3.0.</summary>
    public static readonly DiagnosticDescriptor SwitchVersion =
        Warning("SQS2307", "'switch' is part of OpenQASM 3.1; this program states version {0}");

    /// <summary>More than one default, or cases behind it.</summary>
    public static readonly DiagnosticDescriptor SwitchDefault =
        Error("SQS2308", "'default' must be the last case and stand once");

    /// <summary>A subroutine that calls itself.</summary>
    public static readonly DiagnosticDescriptor RecursiveSubroutine =
        Error("SQS2309", "the subroutine '{0}' calls itself");

    /// <summary>A range that never moves.</summary>
    public static readonly DiagnosticDescriptor ZeroStep =
        Error("SQS2310", "the step of a range cannot be 0");

    /// <summary>A declaration that only the top level may hold.</summary>
    public static readonly DiagnosticDescriptor GlobalOnly =
        Error("SQS2311", "{0} can only stand at the top level of a program");

    /// <summary>A switch without cases.</summary>
    public static readonly DiagnosticDescriptor EmptySwitch =
        Error("SQS2312", "a switch needs at least one 'case'");

    /// <summary>A loop variable without a type.</summary>
    public static readonly DiagnosticDescriptor UntypedLoop =
        Warning("SQS2313", "the loop variable '{0}' has no type; expected 'for int {0} in'");

    /// <summary>A function that returns a stretch.</summary>
    public static readonly DiagnosticDescriptor StretchResult =
        Error("SQS2315", "a stretch has no value while the program runs and cannot be returned; expected 'duration'");

    /// <summary>A switch on something that is no integer.</summary>
    public static readonly DiagnosticDescriptor DynamicSwitchTarget =
        Error("SQS2314", "a switch compares integers; found {0}");
}
