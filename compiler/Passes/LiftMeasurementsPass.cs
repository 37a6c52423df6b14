using System.Collections.Immutable;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Passes.Control;
using Sqs.Compiler.Passes.Rewriting;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Takes measurements and resets out of branches with one qubit more. A conditional measurement copies the value onto that qubit under the condition
/// and measures it always; where the condition does not hold it carries the bit's old value. A conditional reset moves the value there and resets it always.
/// </summary>
/// <param name="rules">What the target's branches may hold.</param>
public sealed class LiftMeasurementsPass(FeedForward rules) : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "lift-measurements";

    /// <inheritdoc/>
    public override string Purpose => "measurements and resets out of branches, by way of one qubit more";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Requires => [new StraightControlPredicate(), new FlatBranchesPredicate()];

    /// <inheritdoc/>
    public override bool Preserves(ProgramPredicate predicate) => predicate is not (WidthPredicate or NoResetPredicate or TerminalMeasurementPredicate);

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        return program.Body.Operations.Any(IsToLift) ? new Lifting(program, context, IsToLift).Run() : program;
    }

    private bool IsToLift(Operation operation) => operation is IfOperation branch && branch.Blocks().SelectMany(b => b.Operations)
        .Any(o => (o is MeasureOperation && !rules.MeasureInBranch) || (o is ResetOperation && !rules.ResetInBranch));

    private sealed class Lifting(CircuitProgram program, PassContext context, Func<Operation, bool> isToLift)
    {
        private readonly ImmutableArray<Operation>.Builder _output = ImmutableArray.CreateBuilder<Operation>();
        private readonly bool[] _isWritten = new bool[program.BitCount];
        private readonly int _spare = program.QubitCount;

        public CircuitProgram Run()
        {
            foreach (Operation operation in program.Body.Operations)
            {
                if (isToLift(operation) && operation is IfOperation branch)
                    Lift(branch);
                else
                    Add(operation);
            }

            return program with
            {
                QubitRegisters = [.. program.QubitRegisters, new QubitRegister(QubitRenaming.FreeName(program, "spare"), 1, _spare)],
                Body = new Block(new EquatableArray<Operation>(_output.DrainToImmutable())),
            };
        }

        private void Add(Operation operation)
        {
            _output.Add(operation);
            if (operation is MeasureOperation { Target: { } bit })
                _isWritten[bit.Index] = true;
        }

        private void Lift(IfOperation branch)
        {
            SortedSet<int> read = TruthTable.BitsOf(program, branch.Condition);
            foreach (MeasureOperation measure in branch.Blocks().SelectMany(b => b.Operations).OfType<MeasureOperation>())
            {
                if (measure.Target is { } bit && read.Contains(bit.Index))
                    context.Diagnostics.Report(PassDiagnostics.BranchChangesCondition, measure.Origin?.Span ?? SourceSpan.None, program.BitName(bit.Index));
            }

            var not = new UnaryExpression(UnaryOperator.Not, branch.Condition, ClassicalType.Bool);
            Pieces(branch.Then, branch.Condition, not, branch.Origin);
            if (branch.Else is not null)
                Pieces(branch.Else, not, branch.Condition, branch.Origin);
        }

        private void Pieces(Block block, Expression condition, Expression otherwise, Origin? origin)
        {
            var gates = new List<Operation>();
            foreach (Operation operation in block.Operations)
            {
                if (operation is not (MeasureOperation or ResetOperation))
                {
                    gates.Add(operation);
                    continue;
                }

                Flush();
                context.Count("operations lifted");
                if (operation is MeasureOperation measure)
                    Measure(measure, condition, otherwise);
                else
                    Branch(condition, operation.Origin, ControlledX(operation.Operands()[0].Index, _spare), ControlledX(_spare, operation.Operands()[0].Index));
                _output.Add(new ResetOperation(_spare) { Origin = operation.Origin });
            }

            Flush();

            void Flush()
            {
                if (gates.Count > 0)
                    Branch(condition, origin, [.. gates]);
                gates.Clear();
            }
        }

        private void Measure(MeasureOperation measure, Expression condition, Expression otherwise)
        {
            Branch(condition, measure.Origin, ControlledX(measure.Qubit.Index, _spare));
            if (measure.Target is not { } bit)
                return;
            if (_isWritten[bit.Index])
            {
                Expression kept = new BinaryExpression(BinaryOperator.LogicalAnd, new CastExpression(new BitExpression(bit.Index), ClassicalType.Bool), otherwise, ClassicalType.Bool);
                Branch(kept, measure.Origin, new GateOperation(GateTable.Find("x"), [], [_spare]));
            }

            _isWritten[bit.Index] = true;
            _output.Add(measure with { Qubit = _spare });
        }

        private void Branch(Expression condition, Origin? origin, params ReadOnlySpan<Operation> operations) =>
            _output.Add(new IfOperation(condition, new Block([.. operations])) { Origin = origin });

        private static GateOperation ControlledX(int control, int target) => new(GateTable.Find("cx"), [], [control, target]);
    }
}
