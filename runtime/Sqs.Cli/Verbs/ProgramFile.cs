using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Files;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;

namespace Sqs.Cli.Verbs;

/// <summary>Reads OpenQASM programs from files.</summary>
internal static class ProgramFile
{
    /// <summary>Reads and compiles a program.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The program, or null when there was an error.</returns>
    public static CircuitProgram? Read(string path, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (ReadText(path, diagnostics) is not { } text)
            return null;
        (CircuitProgram? program, DiagnosticBag found) = QasmCompiler.Compile(text, path, cancellation: cancellation);
        diagnostics.AddRange(found);
        return found.HasErrors ? null : program;
    }

    /// <summary>Reads and checks a program.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What is wrong.</returns>
    public static DiagnosticBag Check(string path, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        if (ReadText(path, diagnostics) is { } text)
            diagnostics.AddRange(QasmCompiler.Check(text, path, cancellation: cancellation));
        return diagnostics;
    }

    private static string? ReadText(string path, DiagnosticBag diagnostics)
    {
        if (Directory.Exists(path))
        {
            diagnostics.Report(CommandLineDiagnostics.InputOutput, SourceSpan.None, $"'{path}' is a folder");
            return null;
        }

        try
        {
            return BoundedText.Read(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            diagnostics.Report(CommandLineDiagnostics.FileNotFound, SourceSpan.None, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(CommandLineDiagnostics.InputOutput, SourceSpan.None, failure.Message.TrimEnd('.'));
        }

        return null;
    }
}
