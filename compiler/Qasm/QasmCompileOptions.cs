namespace Sqs.Compiler.Qasm;

/// <summary>How OpenQASM text is read.</summary>
public sealed record QasmCompileOptions
{
    /// <summary>The defaults: a program to run, includes read from the file system.</summary>
    public static QasmCompileOptions Default { get; } = new();

    /// <summary>
    /// Only checks: no program results, and what cannot run here (opaque gates, extern functions, calibrations that define a gate)
    /// is no error.
    /// </summary>
    public bool CheckOnly { get; init; }

    /// <summary>Directories searched for an include behind the directory of the including file.</summary>
    public IReadOnlyList<string> IncludePaths { get; init; } = [];

    /// <summary>
    /// Reads an included file: takes its full path, returns its text, or null when there is none. Null means the file system.
    /// <c>stdgates.inc</c> and <c>qelib1.inc</c> are built in and never asked for.
    /// </summary>
    public Func<string, string?>? ReadFile { get; init; }

    /// <summary>Operations a program may expand to by broadcasting, unrolling and inlining.</summary>
    public int MaximumOperations { get; init; } = 20_000_000;
}
