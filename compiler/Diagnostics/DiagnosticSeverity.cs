namespace Sqs.Compiler.Diagnostics;

/// <summary>How serious a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The input is used; the user should know something about it.</summary>
    Warning,

    /// <summary>The input is refused.</summary>
    Error,
}
