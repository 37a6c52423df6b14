using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Plans;

/// <summary>
/// Writes the map from measured spikes to encoding rotations in the form a target can run at least cost: <see cref="FeedForwardForm"/>. Neurons
/// that hear the same bits share their conditionals.
/// </summary>
internal sealed class FeedForwardLowering(CircuitBuilder builder, Target target, FusedPlanOptions options, DiagnosticBag diagnostics)
{
    private readonly FeedForward _rules = target.FeedForward ?? new FeedForward { AnyCondition = true };
    private readonly CircuitProgram _declared = builder.Build();
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private double _cost;
    private int _conditionals;

    /// <summary>What was chosen.</summary>
    public List<FeedForwardDecision> Decisions { get; } = [];

    /// <summary>Writes the encodings of a population at one step.</summary>
    /// <param name="group">The population.</param>
    /// <param name="step">Time step.</param>
    /// <param name="currents">Its currents.</param>
    public void Append(NeuronGroup group, int step, List<PlannedCurrent> currents)
    {
        foreach (IGrouping<string, PlannedCurrent> sharing in currents.GroupBy(c => string.Join(',', c.Encoding.Heard.Select(h => h.Bit))))
        {
            PlannedCurrent[] members = [.. sharing];
            int[] bits = [.. members[0].Encoding.Heard.Select(h => h.Bit)];
            int before = _conditionals;
            (FeedForwardForm form, string reason)? choice = AppendShared(group, members, bits);
            if (choice is var (form, reason))
                Decisions.Add(new FeedForwardDecision(group.Population.Name, step, members.Length, form, bits.Length, _conditionals - before, reason));
        }
    }

    /// <summary>Reports when all conditionals together cost more than a job may have.</summary>
    public void CheckBudget()
    {
        if (_cost > _rules.BroadcastBudget)
            diagnostics.Report(CompileDiagnostics.FeedForwardBudget, SourceSpan.None, _conditionals, _cost, _rules.BroadcastBudget, target.Name);
    }

    private (FeedForwardForm Form, string Reason)? AppendShared(NeuronGroup group, PlannedCurrent[] members, int[] bits)
    {
        if (bits.Length == 0)
        {
            Rotate(group, members, 0);
            return (FeedForwardForm.None, "no measured bit decides");
        }

        if (bits.Length > 1 && members.All(m => m.IsAdditive))
        {
            AppendAdditive(group, members, bits);
            return (FeedForwardForm.Additive, "no current can be negative, so each bit adds its own rotation");
        }

        if (bits.Length > options.MaximumTableBits)
        {
            Refuse(CompileDiagnostics.FanInTooLarge, group, bits.Length, Math.Pow(2, bits.Length), options.MaximumTableBits);
            return null;
        }

        if (bits.Length == 1)
        {
            Conditional(new BitExpression(bits[0]), 1, () => Rotate(group, members, 1), () => Rotate(group, members, 0));
            return (FeedForwardForm.Table, "one bit decides");
        }

        return AppendTable(group, members, bits);
    }

    private (FeedForwardForm Form, string Reason)? AppendTable(NeuronGroup group, PlannedCurrent[] members, int[] bits)
    {
        int[] registers = [.. bits.Select(RegisterOf).Distinct()];
        BitRegister register = _declared.BitRegisters[registers[0]];
        bool isWhole = registers.Length == 1 && bits.Length == register.Size;
        if (isWhole && _rules.Switch)
        {
            AppendSwitch(group, members, bits.Length, registers[0]);
            return (FeedForwardForm.Switch, "the target has switch, and one register decides");
        }

        if (registers.Length == 1 && register.Size <= Math.Min(_rules.MaximumConditionBits, options.MaximumTableBits) && (isWhole || !_rules.AnyCondition))
        {
            // Bits of the register that are not heard run through both values: conditions here read a register as a whole.
            for (long value = 0; value < 1L << register.Size; value++)
            {
                long pattern = Gather(value, bits, register.Offset);
                Conditional(builder.RegisterIs(registers[0], value), register.Size, () => Rotate(group, members, pattern));
            }

            return (FeedForwardForm.Table, isWhole ? "one register decides" : "conditions read whole registers");
        }

        if (_rules.AnyCondition && bits.Length <= _rules.MaximumConditionBits)
        {
            for (long pattern = 0; pattern < 1L << bits.Length; pattern++)
            {
                long wanted = pattern;
                Conditional(Conjunction(bits, wanted), bits.Length, () => Rotate(group, members, wanted));
            }

            return (FeedForwardForm.Table, registers.Length == 1 ? "part of a register decides" : $"{registers.Length} registers decide");
        }

        if (registers.Length == 1)
            Refuse(CompileDiagnostics.FanInTooLarge, group, register.Size, Math.Pow(2, register.Size), Math.Min(_rules.MaximumConditionBits, options.MaximumTableBits));
        else
            Refuse(CompileDiagnostics.SeveralRegisters, group, string.Join(", ", registers.Select(r => _declared.BitRegisters[r].Name)), target.Name);
        return null;
    }

    private void AppendAdditive(NeuronGroup group, PlannedCurrent[] members, int[] bits)
    {
        foreach (PlannedCurrent member in members)
            Rotate(group, member.Encoding, Expression.Float(Math.PI * member.Bias));
        for (int i = 0; i < bits.Length; i++)
        {
            int index = i;
            Conditional(new BitExpression(bits[i]), 1, () =>
            {
                foreach (PlannedCurrent member in members)
                    Rotate(group, member.Encoding, Expression.Float(Math.PI * member.Encoding.Heard[index].Weight));
            });
        }
    }

    private void AppendSwitch(NeuronGroup group, PlannedCurrent[] members, int width, int register)
    {
        var cases = new List<SwitchCase>();
        for (long pattern = 0; pattern < 1L << width; pattern++)
        {
            long wanted = pattern;
            Block body = builder.Nested(() => Rotate(group, members, wanted));
            if (!body.Operations.IsEmpty)
                cases.Add(new SwitchCase([pattern], body));
        }

        if (cases.Count == 0)
            return;
        builder.Add(new SwitchOperation(new RegisterExpression(register, ClassicalType.BitRegister(width)), [.. cases], null));
        Charge(width);
    }

    private void Conditional(Expression condition, int bits, Action then, Action? otherwise = null)
    {
        Block thenBlock = builder.Nested(then);
        Block? elseBlock = otherwise is null ? null : builder.Nested(otherwise);
        elseBlock = elseBlock is { Operations.IsEmpty: true } ? null : elseBlock;
        if (thenBlock.Operations.IsEmpty && elseBlock is null)
            return;
        builder.Add(new IfOperation(condition, thenBlock, elseBlock));
        Charge(bits);
    }

    private void Charge(int bits)
    {
        _conditionals++;
        _cost += _rules.CostOf(bits);
    }

    private void Rotate(NeuronGroup group, PlannedCurrent[] members, long pattern)
    {
        foreach (PlannedCurrent member in members)
            Rotate(group, member.Encoding, member.Angles[pattern]);
    }

    // No current, no gate.
    private void Rotate(NeuronGroup group, FusedEncoding encoding, Expression angle)
    {
        if (angle.TryGetConstant(out double value) && value == 0)
            return;
        Origin? outer = builder.Origin;
        builder.Origin = Origin.Graph(group.Population.Name, encoding.Neuron, encoding.Step);
        group.Population.Neuron.AppendEncoding(builder, group.QubitsOf(encoding.Neuron), encoding.Channel, angle);
        builder.Origin = outer;
    }

    private void Refuse(DiagnosticDescriptor descriptor, NeuronGroup group, params ReadOnlySpan<object?> arguments)
    {
        // Every step has the same shape: once a population says it.
        if (_refused.Add(group.Population.Name))
            diagnostics.Report(descriptor, SourceSpan.None, [group.Population.Name, .. arguments]);
    }

    private int RegisterOf(int bit) => _declared.BitRegisters.AsSpan().IndexOf(_declared.RegisterOfBit(bit));

    private static long Gather(long value, int[] bits, int offset)
    {
        long pattern = 0;
        for (int i = 0; i < bits.Length; i++)
            pattern |= (value >> (bits[i] - offset) & 1) << i;
        return pattern;
    }

    private static Expression Conjunction(int[] bits, long pattern)
    {
        Expression all = Is(0);
        for (int i = 1; i < bits.Length; i++)
            all = new BinaryExpression(BinaryOperator.LogicalAnd, all, Is(i), ClassicalType.Bool);
        return all;

        Expression Is(int index) => (pattern >> index & 1) != 0
            ? new CastExpression(new BitExpression(bits[index]), ClassicalType.Bool)
            : CircuitBuilder.BitIs(bits[index], false);
    }
}
