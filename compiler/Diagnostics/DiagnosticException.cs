namespace Sqs.Compiler.Diagnostics;

/// <summary>
/// Carries diagnostics out of a place that cannot return them, for instance the inside of a running simulation.
/// The command line prints them like any other; it is never used for bugs.
/// </summary>
public sealed class DiagnosticException : Exception
{
    /// <summary>Creates the exception from diagnostics.</summary>
    /// <param name="diagnostics">At least one diagnostic.</param>
    public DiagnosticException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    /// <summary>Creates the exception from one diagnostic.</summary>
    /// <param name="diagnostic">What is wrong.</param>
    public DiagnosticException(Diagnostic diagnostic)
        : this([diagnostic])
    {
    }

    /// <summary>What is wrong, in the order found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
