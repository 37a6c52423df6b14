using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Qasm.Emission;

/// <summary>What cannot be printed.</summary>
public static class EmissionDiagnostics
{
    /// <summary>A gate that the language has no name or definition for.</summary>
    public static readonly DiagnosticDescriptor NoGateText =
        Error("SQS2601", "the gate '{0}' has no definition in OpenQASM 3; decompose it first");

    /// <summary>A value the language has no expression for.</summary>
    public static readonly DiagnosticDescriptor NoExpressionText = Error("SQS2602", "{0} cannot be written in OpenQASM 3");

    /// <summary>Something OpenQASM 2 does not have.</summary>
    public static readonly DiagnosticDescriptor NotInVersion2 = Error("SQS2603", "{0} cannot be written in OpenQASM 2");

    private static DiagnosticDescriptor Error(string code, string message) => new(code, DiagnosticSeverity.Error, message);
}
