using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Parsing;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Neurons.Ansaetze;

/// <summary>A gate that a user wrote in OpenQASM, with the gates it is made of.</summary>
/// <param name="Text">The text as written.</param>
/// <param name="Definitions">The definitions in it, each after those it uses; the last one is the gate.</param>
public sealed record GateSource(string Text, EquatableArray<CompositeGate> Definitions)
{
    // On the first line, so that lines count as the user sees them.
    private const string Prefix = "include \"stdgates.inc\"; ";

    /// <summary>The gate.</summary>
    public CompositeGate Gate => Definitions[^1];

    /// <summary>Reads gate definitions. <c>stdgates.inc</c> is included unless the text starts like a whole program.</summary>
    /// <param name="text">OpenQASM text that holds gate definitions and nothing that runs.</param>
    /// <param name="file">Path or display name for diagnostics.</param>
    /// <returns>The gates, or null; and what is wrong, at the places of the text as given.</returns>
    public static (GateSource? Source, DiagnosticBag Diagnostics) Parse(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isWhole = text.Contains("OPENQASM", StringComparison.Ordinal) || text.Contains("include", StringComparison.Ordinal);
        string prefix = isWhole ? string.Empty : Prefix;
        var diagnostics = new DiagnosticBag();
        StatementSyntax[] statements = [.. new QasmParser(new SourceText(prefix + text, file), []).Statements()];
        if (statements.Any(s => s is not (GateDefinitionSyntax or IncludeSyntax or VersionSyntax)))
            diagnostics.Report(GraphDiagnostics.CustomGate, SourceSpan.WholeFile(file), "the text holds more than gate definitions; leave only those");
        string call = statements.OfType<GateDefinitionSyntax>().LastOrDefault() is { } last ? Call(last) : string.Empty;
        (CircuitProgram? program, DiagnosticBag found) = QasmCompiler.Compile(prefix + text + call, file);
        diagnostics.AddRange(found.Select(d => d with { Span = Unshift(d.Span, prefix.Length) }));
        if (!diagnostics.HasErrors && program!.Gates.IsEmpty)
            diagnostics.Report(GraphDiagnostics.CustomGate, SourceSpan.WholeFile(file), "the text defines no gate of its own; write 'gate name(angles) qubits { ... }'");
        return diagnostics.HasErrors ? (null, diagnostics) : (new GateSource(text, program!.Gates), diagnostics);
    }

    // A program keeps the definitions it calls, so the gate is called once.
    private static string Call(GateDefinitionSyntax gate)
    {
        string angles = gate.Parameters.IsEmpty ? string.Empty : $"({string.Join(", ", gate.Parameters.Select(_ => "0"))})";
        string qubits = string.Join(", ", Enumerable.Range(0, gate.Operands.Length).Select(i => FormattableString.Invariant($"${i}")));
        return $"\n{gate.Name.Text}{angles} {qubits};";
    }

    private static SourceSpan Unshift(SourceSpan span, int prefix) => span with
    {
        Column = span.Line == 1 ? Math.Max(1, span.Column - prefix) : span.Column,
        EndColumn = span.EndLine == 1 ? Math.Max(1, span.EndColumn - prefix) : span.EndColumn,
    };
}
