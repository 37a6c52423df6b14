using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Rewriting;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;
using Sqs.Compiler.Targets.Resources;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Writes resets as <c>b = measure q; if (b) x q;</c> where that is shorter or the target has no reset. Right behind a measurement of the qubit the outcome is
/// there already, and only the conditional is left.
/// </summary>
/// <param name="target">Gives durations and the budget of conditionals.</param>
/// <param name="choice">Which form to take.</param>
/// <param name="copies">How often the program stands in a job: the conditionals of all copies share the budget.</param>
public sealed class ResetIdiomPass(Target target, ResetChoice choice, long copies = 1) : CircuitPass
{
    private readonly FeedForward _rules = target.FeedForward ?? throw new ArgumentException($"target '{target.Name}' has no branches", nameof(target));

    /// <inheritdoc/>
    public override string Name => "reset-idiom";

    /// <inheritdoc/>
    public override string Purpose => "resets as a measured bit and a conditional x where that is shorter";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Requires => [new StraightControlPredicate(), new FlatBranchesPredicate()];

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Establishes => target.Reset ? [] : [new NoResetPredicate()];

    /// <inheritdoc/>
    public override JObject Configuration() => new() { ["choice"] = choice.ToString().ToLowerInvariant(), ["copies"] = copies };

    /// <inheritdoc/>
    public override bool Preserves(ProgramPredicate predicate) => predicate is not (NoFeedForwardPredicate or TerminalMeasurementPredicate);

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        bool isForced = !target.Reset || choice == ResetChoice.Conditional;
        bool isOpen = choice == ResetChoice.Auto && program.Body.Operations.Any(o => o is IfOperation);
        if ((!isForced && !isOpen) || !program.Body.Operations.Any(o => o is ResetOperation))
            return program;
        double room = isForced ? double.PositiveInfinity : (_rules.BroadcastBudget / copies) - ResourceCount.Of(program, target).BroadcastCost;
        var rewriting = new Rewriting(program, target, _rules, isForced, room);
        CircuitProgram result = rewriting.Run();
        context.Count("resets as conditionals", rewriting.Replaced);
        return rewriting.Replaced == 0 ? program : result;
    }

    private sealed class Rewriting(CircuitProgram program, Target target, FeedForward rules, bool isForced, double room)
    {
        private readonly ImmutableArray<Operation>.Builder _output = ImmutableArray.CreateBuilder<Operation>(program.Body.Operations.Count);
        private readonly int[] _outcome = Enumerable.Repeat(-1, program.QubitCount).ToArray();
        private double _room = room;
        private int _scratch = -1;

        public int Replaced { get; private set; }

        public CircuitProgram Run()
        {
            foreach (Operation operation in program.Body.Operations)
            {
                if (operation is ResetOperation reset)
                    Reset(reset);
                else
                    Keep(operation);
            }

            EquatableArray<BitRegister> registers = _scratch < 0
                ? program.BitRegisters
                : [.. program.BitRegisters, new BitRegister(QubitRenaming.FreeName(program, "cleared"), 1, program.BitCount, IsReported: false)];
            return program with { BitRegisters = registers, Body = new Block(new EquatableArray<Operation>(_output.DrainToImmutable())) };
        }

        private void Keep(Operation operation)
        {
            _output.Add(operation);
            Footprint footprint = Footprint.Of(operation, program);
            if (operation is not (BarrierOperation or DelayOperation))
            {
                foreach (int qubit in footprint.Qubits)
                    _outcome[qubit] = -1;
            }

            for (int qubit = 0; qubit < _outcome.Length && footprint.BitsWritten.Count > 0; qubit++)
            {
                if (footprint.BitsWritten.Contains(_outcome[qubit]))
                    _outcome[qubit] = -1;
            }

            if (operation is MeasureOperation { Target: { } bit } measure)
                _outcome[measure.Qubit.Index] = bit.Index;
        }

        private void Reset(ResetOperation reset)
        {
            int qubit = reset.Qubit.Index;
            bool isKnown = _outcome[qubit] >= 0;
            double time = rules.Latency + target.TimeOf("x", qubit) + (isKnown ? 0 : target.ReadoutTimeOf(qubit));
            if (!isForced && (time >= target.TimeOf("reset", qubit) || rules.CostOf(1) > _room))
            {
                _output.Add(reset);
                _outcome[qubit] = -1;
                return;
            }

            int bit = _outcome[qubit];
            if (!isKnown)
            {
                bit = _scratch = program.BitCount;
                _output.Add(new MeasureOperation(qubit, (BitOperand)bit) { Origin = reset.Origin });
            }

            var flip = new GateOperation(GateTable.Find("x"), [], [qubit]) { Origin = reset.Origin };
            _output.Add(new IfOperation(CircuitBuilder.BitIs(bit, true), new Block([flip])) { Origin = reset.Origin });
            _outcome[qubit] = -1;
            _room -= rules.CostOf(1);
            Replaced++;
        }
    }
}
