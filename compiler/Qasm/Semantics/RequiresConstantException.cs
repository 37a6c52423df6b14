namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>
/// A constant is needed where the text has a loop variable or a parameter. The loop that owns the variable is then unrolled;
/// a subroutine that is only being checked leaves the statement to its calls.
/// </summary>
/// <param name="variable">Index of the variable.</param>
internal sealed class RequiresConstantException(int variable) : Exception("A constant is required.")
{
    public int Variable { get; } = variable;
}
