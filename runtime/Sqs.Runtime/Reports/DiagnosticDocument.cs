using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Reports;

/// <summary>The JSON form of diagnostics.</summary>
public static class DiagnosticDocument
{
    /// <summary>Describes a diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <returns>An object with <c>code</c>, <c>severity</c>, <c>line</c>, <c>column</c> and <c>message</c>; places count from 1.</returns>
    public static JObject Describe(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        return new JObject
        {
            ["code"] = diagnostic.Code,
            ["severity"] = diagnostic.IsError ? "error" : "warning",
            ["line"] = diagnostic.Span.Line,
            ["column"] = diagnostic.Span.Column,
            ["message"] = diagnostic.Message,
        };
    }

    /// <summary>Describes the check of a file.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="diagnostics">What was found.</param>
    /// <returns>An object with <c>file</c>, <c>ok</c> and <c>diagnostics</c>.</returns>
    public static JObject Describe(string file, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new JObject
        {
            ["file"] = file,
            ["ok"] = !diagnostics.HasErrors,
            ["diagnostics"] = new JArray(diagnostics.InSourceOrder().Select(Describe)),
        };
    }
}
