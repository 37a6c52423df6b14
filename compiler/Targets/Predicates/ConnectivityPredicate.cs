using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>Two-qubit gates only between coupled qubits, none on more.</summary>
/// <param name="Coupling">The couplings.</param>
public sealed record ConnectivityPredicate(CouplingMap Coupling) : ProgramPredicate
{
    /// <inheritdoc/>
    public override string Name => "connectivity";

    /// <inheritdoc/>
    public override string Description => $"two-qubit gates only on the {Coupling.Edges.Count} coupled pairs of {Coupling.QubitCount} qubits";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program)
    {
        foreach (GateOperation gate in program.Body.DescendantOperations().OfType<GateOperation>())
        {
            ReadOnlySpan<QubitOperand> qubits = gate.Qubits.AsSpan();
            if (qubits.Length < 2)
                continue;
            if (qubits.Length > 2)
                yield return At(TargetDiagnostics.TooManyOperands, gate, gate.Gate.Name, gate.Qubits.Count);
            else if (!Coupling.AreCoupled(qubits[0].Index, qubits[1].Index))
                yield return At(TargetDiagnostics.NotCoupled, gate, gate.Gate.Name, qubits[0].Index, qubits[1].Index);
        }
    }
}
