using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Execution;

/// <summary>What can be wrong with how a program is to be run.</summary>
public static class ExecutionDiagnostics
{
    /// <summary>Noise that is neither a target nor a file.</summary>
    public static readonly DiagnosticDescriptor UnknownNoise = new("SQS5301", DiagnosticSeverity.Error, "'{0}' is no noise{1}; it is ideal, a file, or one of {2}");
}
