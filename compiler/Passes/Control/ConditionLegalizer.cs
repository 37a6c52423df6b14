using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes.Control;

/// <summary>The work of <see cref="LegalizeConditionsPass"/>.</summary>
internal sealed class ConditionLegalizer(CircuitProgram program, FeedForward rules, PassContext context)
{
    private readonly int[] _writer = Enumerable.Repeat(-1, program.BitCount).ToArray();
    private readonly bool[] _isWrittenInBranch = new bool[program.BitCount];
    private readonly List<List<Operation>> _output = [];
    private readonly List<BitRegister> _registers = [.. program.BitRegisters];
    private readonly Dictionary<string, int> _decisions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = [.. program.BitRegisters.Select(r => r.Name), .. program.Inputs.Select(i => i.Name), .. program.QubitRegisters.Select(r => r.Name)];
    private int _nextName;

    public CircuitProgram Run()
    {
        EquatableArray<Operation> operations = program.Body.Operations;
        for (int at = 0; at < operations.Count && !context.Diagnostics.HasErrors; at++)
        {
            var emitted = new List<Operation>(1);
            _output.Add(emitted);
            if (operations[at] is not IfOperation branch)
            {
                emitted.Add(operations[at]);
                if (operations[at] is MeasureOperation { Target: { } bit })
                {
                    _writer[bit.Index] = at;
                    _isWrittenInBranch[bit.Index] = false;
                }

                continue;
            }

            Legalize(branch, emitted);
            foreach (MeasureOperation measure in branch.Blocks().SelectMany(b => b.DescendantOperations()).OfType<MeasureOperation>())
            {
                if (measure.Target is { } bit)
                    _isWrittenInBranch[bit.Index] = true;
            }
        }

        return program with
        {
            BitRegisters = [.. _registers],
            Body = new Block([.. _output.SelectMany(o => o)]),
        };
    }

    private void Legalize(IfOperation branch, List<Operation> emitted)
    {
        if (FeedForwardPredicate.TryReadSimple(program, branch.Condition, out _, out int width) && width <= rules.MaximumConditionBits)
        {
            emitted.Add(branch);
            return;
        }

        TruthTable? table = TruthTable.Of(program, branch.Condition, IsZero);
        if (table is null || table.Bits.Length > rules.MaximumConditionBits)
        {
            int count = table?.Bits.Length ?? TruthTable.BitsOf(program, branch.Condition).Count;
            Report(PassDiagnostics.ConditionTooLarge, branch, count, Math.Min(rules.MaximumConditionBits, TruthTable.MaximumBits));
            return;
        }

        if (table.IsConstant)
        {
            Block? taken = table.Holds[0] ? branch.Then : branch.Else;
            emitted.AddRange(taken?.Operations ?? []);
            return;
        }

        if (table.Bits.Length == 1)
        {
            emitted.Add(branch with { Condition = CircuitBuilder.BitIs(table.Bits[0], table.Holds[1]) });
            return;
        }

        if (TryExisting(table, out int register, out List<long> values))
        {
            Emit(branch, register, values, emitted);
            return;
        }

        if (Decision(table, branch) is { } decision)
            Emit(branch, decision, Values(table, i => i), emitted);
    }

    private bool IsZero(int bit) => _writer[bit] < 0 && !_isWrittenInBranch[bit];

    // The declared register serves when the bits it holds beyond the decision do not multiply its values too much.
    private bool TryExisting(TruthTable table, out int register, out List<long> values)
    {
        register = -1;
        values = [];
        BitRegister declared = program.RegisterOfBit(table.Bits[0]);
        if (declared.Size > rules.MaximumConditionBits || declared.Size > 62 || table.Bits[^1] >= declared.Offset + declared.Size)
            return false;
        int[] others = [.. Enumerable.Range(declared.Offset, declared.Size).Where(b => !table.Bits.Contains(b) && !IsZero(b)).Select(b => b - declared.Offset)];
        int conditionals = Math.Min(table.OnCount, table.Holds.Length - table.OnCount == 1 ? 1 : int.MaxValue);
        if (others.Length > 0 && (others.Length > 8 || (long)conditionals << others.Length > LegalizeConditionsPass.MaximumSpread))
            return false;
        register = program.BitRegisters.ToList().IndexOf(declared);
        List<long> own = Values(table, i => table.Bits[i] - declared.Offset);
        for (int pattern = 0; pattern < 1 << others.Length; pattern++)
        {
            long fixedPart = others.Select((bit, i) => (long)(pattern >> i & 1) << bit).Sum();
            values.AddRange(own.Select(v => v | fixedPart));
        }

        return true;
    }

    private static List<long> Values(TruthTable table, Func<int, int> position)
    {
        var values = new List<long>();
        for (int assignment = 0; assignment < table.Holds.Length; assignment++)
        {
            if (table.Holds[assignment])
                values.Add(Enumerable.Range(0, table.Bits.Length).Sum(i => (long)(assignment >> i & 1) << position(i)));
        }

        return values;
    }

    private int? Decision(TruthTable table, IfOperation branch)
    {
        if (table.Bits.FirstOrDefault(b => _isWrittenInBranch[b], -1) is var measured and >= 0)
        {
            Report(PassDiagnostics.BranchMeasuredBit, branch, program.BitName(measured));
            return null;
        }

        string key = string.Join(",", table.Bits.Select(b => $"{b}@{_writer[b]}"));
        if (_decisions.TryGetValue(key, out int known))
            return known;
        string name;
        do
            name = $"d{_nextName++}";
        while (!_names.Add(name));
        int offset = _registers.Count == 0 ? 0 : _registers[^1].Offset + _registers[^1].Size;
        _registers.Add(new BitRegister(name, table.Bits.Length, offset, IsReported: false));
        for (int i = 0; i < table.Bits.Length; i++)
        {
            int writer = _writer[table.Bits[i]];
            var original = (MeasureOperation)program.Body.Operations[writer];
            _output[writer].Add(original with { Target = offset + i });
        }

        context.Count("decision registers");
        context.Count("repeated measurements", table.Bits.Length);
        _decisions.Add(key, _registers.Count - 1);
        return _registers.Count - 1;
    }

    private void Emit(IfOperation branch, int register, List<long> values, List<Operation> emitted)
    {
        foreach (long value in values)
            emitted.Add(branch with { Condition = RegisterIs(register, value), Else = null });
        if (branch.Else is null)
            return;
        for (long value = 0; value < 1L << _registers[register].Size; value++)
        {
            if (!values.Contains(value))
                emitted.Add(branch with { Condition = RegisterIs(register, value), Then = branch.Else, Else = null });
        }
    }

    private BinaryExpression RegisterIs(int register, long value)
    {
        ClassicalType type = ClassicalType.BitRegister(_registers[register].Size);
        return new BinaryExpression(
            BinaryOperator.Equal,
            new RegisterExpression(register, type),
            new ConstantExpression(ClassicalValue.Bits(value, _registers[register].Size)),
            ClassicalType.Bool);
    }

    private void Report(DiagnosticDescriptor descriptor, IfOperation branch, params ReadOnlySpan<object?> arguments) =>
        context.Diagnostics.Report(descriptor, branch.Origin?.Span ?? SourceSpan.None, arguments);
}
