using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Qasm;

/// <content>Includes, versions and limits.</content>
public static partial class QasmDiagnostics
{
    /// <summary>An include that cannot be read.</summary>
    public static readonly DiagnosticDescriptor IncludeNotFound =
        Error("SQS2401", "the file \"{0}\" cannot be found{1}");

    /// <summary>A file that includes itself.</summary>
    public static readonly DiagnosticDescriptor IncludeCycle =
        Error("SQS2402", "the file \"{0}\" includes itself");

    /// <summary>A version line behind other statements.</summary>
    public static readonly DiagnosticDescriptor VersionNotFirst =
        Error("SQS2403", "the version must be the first statement");

    /// <summary>A version of the language that is not read.</summary>
    public static readonly DiagnosticDescriptor VersionUnsupported =
        Error("SQS2404", "OpenQASM {0} is not supported; expected 2.0, 3.0 or 3.1");

    /// <summary>Files that include each other too often.</summary>
    public static readonly DiagnosticDescriptor TooManyIncludes =
        Error("SQS2407", "more than {0} files are included; include each file once");

    /// <summary>Includes nested too deeply.</summary>
    public static readonly DiagnosticDescriptor IncludeTooDeep =
        Error("SQS2405", "includes are nested more than {0} deep");

    /// <summary>An annotation in front of nothing.</summary>
    public static readonly DiagnosticDescriptor AnnotationAtEnd =
        Error("SQS2406", "the annotation belongs to no statement");

    /// <summary>A pragma that says nothing.</summary>
    public static readonly DiagnosticDescriptor EmptyPragma =
        Error("SQS2408", "a pragma is the word 'pragma', a blank and text on the same line");

    /// <summary>A pragma of ours without the number it needs.</summary>
    public static readonly DiagnosticDescriptor BadQubitCount =
        Error("SQS2409", "expected a number of physical qubits from 1 to {0}");

    /// <summary>A host function in a program that is to run.</summary>
    public static readonly DiagnosticDescriptor ExternCall =
        Error("SQS2501", "the extern function '{0}' has no implementation here");

    /// <summary>A program that expands without end.</summary>
    public static readonly DiagnosticDescriptor TooManyOperations =
        Error("SQS2502", "the program expands to more than {0} operations");

    /// <summary>A duration that depends on gate times.</summary>
    public static readonly DiagnosticDescriptor UnknownGateTimes =
        Warning("SQS2503", "gate times are not known here; 'durationof' counts delays only");

    /// <summary>A time before the start.</summary>
    public static readonly DiagnosticDescriptor NegativeDuration =
        Error("SQS2504", "{0} cannot last {1}; expected a duration of 0 or more");

    /// <summary>A box with more in it than it has time for.</summary>
    public static readonly DiagnosticDescriptor BoxTooShort =
        Error("SQS2506", "the delays in this box last {1}, more than its {0}");

    /// <summary>A choice of qubits that cannot be made while the program runs.</summary>
    public static readonly DiagnosticDescriptor DynamicSlice =
        Error("SQS2505", "{0} must be known before the program runs");
}
