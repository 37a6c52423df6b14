using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>A unitary matrix as a function of classical values.</summary>
internal abstract class Unitary
{
    /// <summary>Number of qubits it acts on.</summary>
    public abstract int QubitCount { get; }

    /// <summary>The expressions it depends on.</summary>
    public abstract IEnumerable<Expression> Dependencies { get; }

    /// <summary>The matrix, row-major, qubit 0 least significant.</summary>
    /// <param name="evaluator">Gives the classical values.</param>
    /// <param name="span">Place of the gate, for diagnostics.</param>
    /// <returns>A new array.</returns>
    /// <exception cref="DiagnosticException">An angle is not finite.</exception>
    public abstract Complex[] Evaluate(ExpressionEvaluator evaluator, SourceSpan span);
}
