using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Gives up a program that expands beyond <see cref="QasmCompileOptions.MaximumOperations"/>.</summary>
internal sealed class ProgramTooLargeException() : Exception("The program expands without end.")
{
    /// <summary>The outermost call being inlined, or null where the expansion is no call's.</summary>
    public SourceSpan? Call { get; set; }
}
