using System.Globalization;

namespace Sqs.Compiler.Diagnostics;

/// <summary>
/// A kind of diagnostic: its stable code, its severity and its text. Codes are grouped by stage: SQS1xxx the graph,
/// SQS2xxx OpenQASM, SQS3xxx compilation and targets, SQS4xxx simulation, SQS5xxx data, learning and runs,
/// SQS6xxx providers, SQS9xxx the command line.
/// </summary>
/// <param name="Code">Stable code, <c>SQS</c> and four digits.</param>
/// <param name="Severity">How serious it is.</param>
/// <param name="MessageFormat">What is wrong and, after a semicolon, what would be right; composite format string.</param>
public sealed record DiagnosticDescriptor(string Code, DiagnosticSeverity Severity, string MessageFormat)
{
    /// <summary>Makes a diagnostic of this kind.</summary>
    /// <param name="span">Where it is.</param>
    /// <param name="arguments">What fills the message format, printed in the invariant culture.</param>
    /// <returns>The diagnostic.</returns>
    public Diagnostic At(SourceSpan span, params ReadOnlySpan<object?> arguments) =>
        new(this, span, string.Format(CultureInfo.InvariantCulture, MessageFormat, arguments));
}
