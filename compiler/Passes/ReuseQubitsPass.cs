using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Rewriting;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Lets a program that measures only at the end run on fewer qubits of a target that measures and resets in the middle: each qubit is measured right behind
/// its last gate, and another one starts on it after a reset. A program that fits stays as it is.
/// </summary>
/// <param name="maximumQubits">Number of qubits there are.</param>
public sealed class ReuseQubitsPass(int maximumQubits) : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "reuse-qubits";

    /// <inheritdoc/>
    public override string Purpose => "qubits measured early and used again when the program is wider than the target";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Requires => [new StraightControlPredicate(), new NoFeedForwardPredicate()];

    /// <inheritdoc/>
    public override JObject Configuration() => new() { ["maximumQubits"] = maximumQubits };

    /// <inheritdoc/>
    public override bool Preserves(ProgramPredicate predicate) => predicate is not (NoResetPredicate or TerminalMeasurementPredicate or ConnectivityPredicate);

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        if (program.QubitCount <= maximumQubits || !new TerminalMeasurementPredicate().Holds(program))
            return program;
        ILookup<int, MeasureOperation> measurements = program.Body.Operations.OfType<MeasureOperation>().ToLookup(m => m.Qubit.Index);
        Operation[] rest = [.. program.Body.Operations.Where(o => o is not MeasureOperation)];
        int[] last = Enumerable.Repeat(-1, program.QubitCount).ToArray();
        for (int i = 0; i < rest.Length; i++)
        {
            foreach (QubitOperand operand in rest[i] is BarrierOperation or DelayOperation ? [] : rest[i].Operands())
                last[operand.Index] = i;
        }

        ImmutableArray<Operation>.Builder output = ImmutableArray.CreateBuilder<Operation>(program.Body.Operations.Count);
        int[] place = Enumerable.Repeat(-1, program.QubitCount).ToArray();
        var free = new Queue<int>();
        int width = 0;
        int stepsThatFit = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            if (width <= maximumQubits && rest[i].Origin is { Population: not null } origin)
                stepsThatFit = Math.Max(stepsThatFit, origin.Step);
            if (rest[i] is BarrierOperation or DelayOperation)
            {
                QubitOperand[] live = [.. rest[i].Operands().Where(q => place[q.Index] >= 0).Select(q => (QubitOperand)place[q.Index])];
                if (live.Length > 0)
                    output.Add(rest[i] is BarrierOperation barrier ? barrier with { Qubits = [.. live] } : (DelayOperation)rest[i] with { Qubits = [.. live] });
                continue;
            }

            foreach (QubitOperand operand in rest[i].Operands())
                Take(operand.Index);
            output.Add(Routing.Relabelling.Of(rest[i], q => place[q]));
            foreach (int qubit in rest[i].Operands().Select(o => o.Index).Where(q => last[q] == i))
                Release(qubit);
        }

        foreach (int qubit in measurements.Select(m => m.Key).Where(q => last[q] < 0))
        {
            Take(qubit);
            Release(qubit);
        }

        if (width > maximumQubits)
            context.Diagnostics.Report(PassDiagnostics.ReusedTooWide, SourceSpan.None, program.QubitCount, width, maximumQubits, NeuronShare.Of(program.Body.Operations).Fits(width, maximumQubits, stepsThatFit));
        return program with { QubitRegisters = [new QubitRegister("q", width, 0)], Body = new Block(new EquatableArray<Operation>(output.DrainToImmutable())) };

        void Take(int qubit)
        {
            if (place[qubit] >= 0)
                return;
            if (width >= maximumQubits && free.TryDequeue(out int used))
            {
                output.Add(new ResetOperation(used));
                place[qubit] = used;
                context.Count("qubits reused");
                return;
            }

            place[qubit] = width++;
        }

        void Release(int qubit)
        {
            foreach (MeasureOperation measure in measurements[qubit])
                output.Add(measure with { Qubit = place[qubit] });
            free.Enqueue(place[qubit]);
            place[qubit] = -1;
        }
    }
}
