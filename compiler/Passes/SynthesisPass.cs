using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Synthesis;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Decomposes gates to the target's native ones with as few two-qubit gates as it finds, and merges and cancels across the circuit. Angles are never
/// rounded.
/// </summary>
/// <param name="target">The target.</param>
public sealed class SynthesisPass(Target target) : CircuitPass
{
    private readonly OneQubitBasis _basis = OneQubitBases.Of(target)
        ?? throw new ArgumentException($"target '{target.Name}' has no complete set of one-qubit gates", nameof(target));

    /// <inheritdoc/>
    public override string Name => "decompose";

    /// <inheritdoc/>
    public override string Purpose => "native gates, merged and cancelled across the circuit";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Requires => [new StraightControlPredicate()];

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Establishes => [new NativeGatesPredicate(target.Gates)];

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        int qubits = program.QubitCount;
        var lowering = new InteractionLowering(target);
        List<CircuitNode> nodes = NodeReader.Read(program.Body, context);
        if (context.Diagnostics.HasErrors)
            return program;
        if (target.FindGate("rz") is { IsVirtual: true })
            nodes = BranchBasis.Hoist(nodes);
        var merging = new InteractionMerging(qubits, startsAtZero: true);
        nodes = merging.Run(nodes);
        var resynthesis = new BlockResynthesis(lowering, qubits);
        nodes = resynthesis.Run(nodes);
        if (resynthesis.Saved > 0)
            nodes = new InteractionMerging(qubits, startsAtZero: true).Run(nodes);
        int before = nodes.Count;
        bool keepsState = !program.Body.DescendantOperations().Any(o => o is MeasureOperation);
        nodes = UnseenGates.Drop(nodes, qubits, keepsState);
        context.Count("interactions merged", merging.Merged);
        context.Count("two-qubit gates saved by blocks", resynthesis.Saved);
        context.Count("unseen gates dropped", before - nodes.Count);
        nodes = lowering.Lower(nodes);
        Block body = new NativeEmitter(target, _basis, qubits, startsAtZero: true).Emit(nodes, dropFinalPhases: !keepsState);
        return program with { Body = body, Gates = [] };
    }
}
