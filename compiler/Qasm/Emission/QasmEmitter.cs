using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Qasm.Emission;

/// <summary>
/// Prints a circuit program as OpenQASM 3 text: the same program gives the same bytes, and the text compiles to an equal program.
/// Lines end with a line feed; decimals are the shortest that read back as the same number.
/// </summary>
public static class QasmEmitter
{
    /// <summary>Prints a program.</summary>
    /// <param name="program">A sound program.</param>
    /// <param name="options">How to print it, or null for the defaults.</param>
    /// <returns>The text.</returns>
    /// <exception cref="DiagnosticException">The program holds something OpenQASM 3 cannot say, for instance a device's native gate.</exception>
    public static string Emit(CircuitProgram program, QasmEmitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        return new ProgramWriter(program, options ?? QasmEmitOptions.Default).Write();
    }
}
