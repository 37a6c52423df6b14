using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Parsing;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Targets.Ibm;

/// <summary>
/// Checks an OpenQASM 3 text against what IBM's service takes: the subset its loader reads (qiskit-qasm3-import) and the rules of its hardware (IBM
/// Quantum documentation, "Classical feedforward and control flow", "Job limits"). Reads the text afresh, so that it judges what is sent and not
/// what was meant.
/// </summary>
public static class IbmProgramValidator
{
    /// <summary>Validates a text for a device.</summary>
    /// <param name="text">The program.</param>
    /// <param name="target">The device.</param>
    /// <param name="file">Name of the text in diagnostics.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What would be refused, in the order of the text; empty for a program that runs.</returns>
    public static DiagnosticBag Validate(string text, Target target, string file = "", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        (IReadOnlyList<StatementSyntax> statements, SourceText source, DiagnosticBag diagnostics) = Parse(text, file, cancellation);
        if (diagnostics.HasErrors)
            return diagnostics;
        IbmSymbols symbols = new IbmLoaderCheck(source, diagnostics).Run(statements);
        if (!diagnostics.HasErrors)
            new IbmHardwareCheck(source, diagnostics, symbols, target).Run(statements);
        return diagnostics;
    }

    /// <summary>Validates a text against the loader alone.</summary>
    /// <param name="text">The program.</param>
    /// <param name="file">Name of the text in diagnostics.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What the loader would refuse.</returns>
    public static DiagnosticBag ValidateLoader(string text, string file = "", CancellationToken cancellation = default)
    {
        (IReadOnlyList<StatementSyntax> statements, SourceText source, DiagnosticBag diagnostics) = Parse(text, file, cancellation);
        if (!diagnostics.HasErrors)
            new IbmLoaderCheck(source, diagnostics).Run(statements);
        return diagnostics;
    }

    private static (IReadOnlyList<StatementSyntax> Statements, SourceText Source, DiagnosticBag Diagnostics) Parse(string text, string file, CancellationToken cancellation)
    {
        var source = new SourceText(text, file);
        var problems = new DiagnosticBag();
        StatementSyntax[] statements = [.. new QasmParser(source, problems).Statements(cancellation)];
        var diagnostics = new DiagnosticBag();
        foreach (Diagnostic problem in problems.Where(p => p.IsError))
            diagnostics.Report(IbmDiagnostics.Syntax, problem.Span, problem.Message);
        return (statements, source, diagnostics);
    }
}
