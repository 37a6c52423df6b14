using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm.Semantics;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Parsing;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm;

/// <summary>
/// Turns OpenQASM text into a circuit program: OpenQASM 3.0 and 3.1, and OpenQASM 2.0. Every call is independent of the others, so
/// that one process may compile many files, also at the same time.
/// </summary>
public static class QasmCompiler
{
    private const int MaximumDiagnostics = 1000;

    /// <summary>Compiles a program.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="file">Path or display name; includes are searched beside it.</param>
    /// <param name="options">How to read it, or null for the defaults.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The program, or null where there is an error or only a check was wanted; and what is wrong, in the order of the text.</returns>
    public static (CircuitProgram? Program, DiagnosticBag Diagnostics) Compile(
        string text,
        string file,
        QasmCompileOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        options ??= QasmCompileOptions.Default;
        var source = new SourceText(text, file);
        var diagnostics = new DiagnosticBag();
        var context = new BindingContext(source, diagnostics, options, cancellation);
        var parser = new QasmParser(source, diagnostics);
        TextSpan current = default;
        try
        {
            foreach (StatementSyntax statement in parser.Statements(cancellation))
            {
                current = statement.Span;
                context.NamesMayBeMissing |= parser.HasSyntaxErrors;
                context.Statements.Bind(statement);
                if (diagnostics.Count > MaximumDiagnostics)
                    break;
            }
        }
        catch (ProgramTooLargeException tooLarge)
        {
            diagnostics.Report(QasmDiagnostics.TooManyOperations, tooLarge.Call ?? source.Locate(current), options.MaximumOperations);
        }

        if (options.CheckOnly || diagnostics.HasErrors)
            return (null, diagnostics);
        return (context.Assembler.Build(Path.GetFileNameWithoutExtension(file)), diagnostics);
    }

    /// <summary>Checks a program without making one: what only a run would need is not asked for.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="file">Path or display name; includes are searched beside it.</param>
    /// <param name="options">How to read it, or null for the defaults.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What is wrong.</returns>
    public static DiagnosticBag Check(string text, string file, QasmCompileOptions? options = null, CancellationToken cancellation = default) =>
        Compile(text, file, (options ?? QasmCompileOptions.Default) with { CheckOnly = true }, cancellation).Diagnostics;
}
