using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;

namespace Sqs.Cli.Verbs;

/// <summary>Reads OpenQASM programs from files.</summary>
internal static class ProgramFile
{
    /// <summary>Reads and compiles a program.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The program, or null when there was an error.</returns>
    public static CircuitProgram? Read(string path, DiagnosticBag diagnostics)
    {
        if (!File.Exists(path))
        {
            diagnostics.Report(CommandLineDiagnostics.FileNotFound, SourceSpan.None, path);
            return null;
        }

        (CircuitProgram? program, DiagnosticBag found) = QasmCompiler.Compile(File.ReadAllText(path), path);
        diagnostics.AddRange(found);
        return found.HasErrors ? null : program;
    }
}
