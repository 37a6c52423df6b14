using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes.Control;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Removes measurements in the middle, resets and conditionals: a fresh qubit for each reset, quantum controls for conditions, measurement at the end
/// (Nielsen and Chuang, "principle of deferred measurement"). The registers stay what they were. Conditional rotations of one qubit become one
/// multiplexed rotation: a two-qubit interaction for each bit where angles add up, at most 2^n controlled gates for n bits where they do not.
/// A target that only lacks branches keeps programs without branches as they are.
/// </summary>
/// <param name="target">The target; it bounds the number of qubits.</param>
public sealed class DeferMeasurementPass(Target target) : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "defer-measurement";

    /// <inheritdoc/>
    public override string Purpose => "fresh qubits for resets, controls for conditions, measurement at the end";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Requires => [new StraightControlPredicate(), new FlatBranchesPredicate()];

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Establishes => target is { Reset: true, MidCircuitMeasurement: true }
        ? [new NoFeedForwardPredicate()]
        : [new NoFeedForwardPredicate(), new NoResetPredicate(), new TerminalMeasurementPredicate(target.MeasuresOnce)];

    /// <inheritdoc/>
    public override bool Preserves(ProgramPredicate predicate) => predicate is not WidthPredicate;

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        return Establishes.All(p => p.Holds(program)) ? program : new MeasurementDeferral(program, target, context).Run();
    }
}
