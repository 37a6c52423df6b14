namespace Sqs.Compiler.Diagnostics;

/// <summary>One thing that is wrong, or worth knowing, at one place of the user's input.</summary>
/// <param name="Descriptor">The kind of diagnostic.</param>
/// <param name="Span">Where it is.</param>
/// <param name="Message">What is wrong and what would be right, in full.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, SourceSpan Span, string Message)
{
    /// <summary>The stable code, <c>SQS</c> and four digits.</summary>
    public string Code => Descriptor.Code;

    /// <summary>How serious it is.</summary>
    public DiagnosticSeverity Severity => Descriptor.Severity;

    /// <summary>Whether the input is refused because of it.</summary>
    public bool IsError => Severity == DiagnosticSeverity.Error;

    /// <summary>The diagnostic on one line: <c>file:line:column: error SQSnnnn: message</c>.</summary>
    /// <returns>The line, without a line break.</returns>
    public override string ToString()
    {
        string severity = IsError ? "error" : "warning";
        string place = Span.ToString();
        return place.Length == 0 ? $"{severity} {Code}: {Message}" : $"{place}: {severity} {Code}: {Message}";
    }
}
