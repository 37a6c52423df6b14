using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Targets.Ibm;

/// <summary>What IBM's hardware runs of the programs its loader reads.</summary>
internal sealed class IbmHardwareCheck(SourceText source, DiagnosticBag diagnostics, IbmSymbols symbols, Target target)
{
    private readonly Dictionary<int, long> _weights = [];
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<int> _measured = [];
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private long _conditionals;
    private long _bits;
    private double _broadcasts;

    public void Run(IReadOnlyList<StatementSyntax> statements)
    {
        foreach ((string name, int size) in symbols.Bits.Where(b => b.Value == 0))
            Report(IbmDiagnostics.LooseBit, statements.OfType<ClassicalDeclarationSyntax>().FirstOrDefault(d => d.Name.Text == name), name);
        if (symbols.Bits.Count == 0)
            Report(IbmDiagnostics.NoRegister, null);
        foreach (StatementSyntax statement in statements)
            Check(statement, inside: false);
        CheckLimits();
    }

    private void CheckLimits()
    {
        if (target.FeedForward is { } rules && _broadcasts > rules.BroadcastBudget)
            Report(IbmDiagnostics.BroadcastBudget, null, _conditionals, _bits, (_broadcasts / rules.BroadcastBudget).ToString("P0", System.Globalization.CultureInfo.InvariantCulture));
        foreach ((int qubit, long weight) in _weights.OrderBy(w => w.Key))
        {
            if (weight > target.Limits.MaximumWeightPerQubit)
                Report(IbmDiagnostics.Weight, null, qubit, weight, target.Limits.MaximumWeightPerQubit);
        }

        CheckCount("rz", target.Limits.MaximumRz);
        CheckCount("sx", target.Limits.MaximumSx);
        CheckCount("two-qubit", target.Limits.MaximumTwoQubitGates);
    }

    private void CheckCount(string name, long limit)
    {
        long count = _counts.GetValueOrDefault(name);
        if (count > limit)
            Report(IbmDiagnostics.GateCount, null, count, name, limit);
    }

    private void Check(StatementSyntax statement, bool inside)
    {
        switch (statement)
        {
            case ForSyntax or WhileSyntax or BoxSyntax or BreakSyntax or ContinueSyntax or AliasDeclarationSyntax:
                Report(IbmDiagnostics.ControlFlow, statement, Keyword(statement));
                break;
            case QubitDeclarationSyntax declaration:
                Report(IbmDiagnostics.VirtualQubit, statement, declaration.Name.Text);
                break;
            case ClassicalDeclarationSyntax { Initializer: MeasurementSyntax measurement } declaration:
                Measure(declaration, measurement.Operand, declaration.Name.Text);
                break;
            case BlockSyntax block:
                foreach (StatementSyntax inner in block.Statements)
                    Check(inner, inside);
                break;
            case IfSyntax branch:
                CheckBranch(branch, inside);
                break;
            case MeasureSyntax or AssignmentSyntax or ResetSyntax when inside:
                Report(IbmDiagnostics.BranchContent, statement, Keyword(statement));
                break;
            case MeasureSyntax measure:
                Measure(measure, measure.Operand, RegisterOf(measure.Target!));
                break;
            case AssignmentSyntax { Value: MeasurementSyntax measured } assignment:
                Measure(assignment, measured.Operand, RegisterOf(assignment.Target));
                break;
            case ResetSyntax reset:
                if (!target.Reset)
                    Report(IbmDiagnostics.NoDynamicCircuits, statement, "reset");
                if (Qubit(reset.Operand) is { } cleared)
                    Weigh(cleared, "reset", 1);
                break;
            case DelaySyntax delay:
                foreach (int qubit in Qubits(delay.Operands))
                    Weigh(qubit, "delay", 1);
                break;
            case BarrierSyntax barrier:
                Qubits(barrier.Operands);
                break;
            case GateCallSyntax call:
                CheckGate(call);
                break;
        }
    }

    private void CheckBranch(IfSyntax branch, bool inside)
    {
        if (target.FeedForward is not { } rules)
        {
            Report(IbmDiagnostics.NoDynamicCircuits, branch, "if");
            return;
        }

        if (inside)
            Report(IbmDiagnostics.NestedBranch, branch);
        (string name, int bits) = Read(branch.Condition);
        if (bits > rules.MaximumConditionBits)
            Report(IbmDiagnostics.ConditionTooWide, branch.Condition, bits, rules.MaximumConditionBits);
        _conditionals++;
        // Conditionals on a register that has not changed share one broadcast.
        if (_sent.Add(name))
        {
            _bits += bits;
            _broadcasts += rules.CostOf(bits);
        }

        Check(branch.Then, inside: true);
        if (branch.Else is not null)
            Check(branch.Else, inside: true);
    }

    private (string Name, int Bits) Read(ExpressionSyntax condition)
    {
        switch (condition)
        {
            case UnarySyntax negated:
                return Read(negated.Operand);
            case BinarySyntax comparison:
                return comparison.Left is NameSyntax or IndexSyntax ? Read(comparison.Left) : Read(comparison.Right);
            case IndexSyntax { Items: [RangeSyntax] }:
                Report(IbmDiagnostics.AliasedCondition, condition);
                return (source.Slice(condition.Span), 1);
            case NameSyntax name:
                return (name.Text, Math.Max(1, symbols.Bits.GetValueOrDefault(name.Text)));
            default:
                return (source.Slice(condition.Span), 1);
        }
    }

    private void Measure(StatementSyntax statement, ExpressionSyntax operand, string register)
    {
        _sent.RemoveWhere(s => s == register || s.StartsWith(register + "[", StringComparison.Ordinal));
        if (Qubit(operand) is not { } qubit)
            return;
        if (!_measured.Add(qubit) && !target.MidCircuitMeasurement)
            Report(IbmDiagnostics.AfterMeasurement, statement, "measure", qubit);
        Weigh(qubit, "measure", 1);
    }

    private void CheckGate(GateCallSyntax call)
    {
        string name = call.Gate.Text;
        if (!call.Modifiers.IsEmpty)
            Report(IbmDiagnostics.Modifier, call, name);
        NativeGate? gate = target.FindGate(name);
        if (gate is null)
        {
            Report(IbmDiagnostics.GateNotNative, call, name, string.Join(", ", target.Gates.Select(g => g.Name)));
            return;
        }

        foreach (ExpressionSyntax argument in call.Arguments)
            CheckAngle(call, gate, argument);
        int[] qubits = Qubits(call.Operands);
        if (qubits.Length != call.Operands.Length)
            return;
        foreach (int qubit in qubits)
        {
            if (!target.MidCircuitMeasurement && _measured.Contains(qubit))
                Report(IbmDiagnostics.AfterMeasurement, call, name, qubit);
            Weigh(qubit, name, qubits.Length);
        }

        string kind = qubits.Length > 1 ? "two-qubit" : name;
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        if (qubits.Length != 2)
            return;
        if (qubits[0] == qubits[1])
            Report(IbmDiagnostics.DuplicateQubit, call, name, qubits[0]);
        else if (target.Coupling is { } coupling && !coupling.AreCoupled(qubits[0], qubits[1]))
            Report(IbmDiagnostics.NotCoupled, call, name, qubits[0], qubits[1]);
    }

    private void CheckAngle(GateCallSyntax call, NativeGate gate, ExpressionSyntax argument)
    {
        double? angle = IbmConstant.Fold(argument, symbols.Inputs);
        bool isLimited = gate.MinimumAngle is not null || gate.MaximumAngle is not null;
        if (angle is null || double.IsInfinity(angle.Value) || (double.IsNaN(angle.Value) && symbols.Inputs.Count == 0))
            Report(IbmDiagnostics.Angle, argument, gate.Name);
        else if (isLimited && (double.IsNaN(angle.Value) || !gate.Accepts(angle.Value)))
            Report(IbmDiagnostics.AngleOutOfRange, call, gate.Name, angle, gate.MinimumAngle, gate.MaximumAngle);
    }

    private int[] Qubits(IEnumerable<ExpressionSyntax> operands) => [.. operands.Select(Qubit).OfType<int>()];

    private int? Qubit(ExpressionSyntax operand)
    {
        if (operand is not HardwareQubitSyntax physical)
        {
            Report(IbmDiagnostics.VirtualQubit, operand, source.Slice(operand.Span));
            return null;
        }

        if (physical.Index < target.QubitCount)
            return physical.Index;
        Report(IbmDiagnostics.QubitOutOfRange, operand, physical.Index, target.QubitCount);
        return null;
    }

    private void Weigh(int qubit, string name, int qubits) =>
        _weights[qubit] = _weights.GetValueOrDefault(qubit, TargetLimits.WeightOf("init", 1)) + TargetLimits.WeightOf(name, qubits);

    private static string RegisterOf(ExpressionSyntax bit) => bit is IndexSyntax { Operand: NameSyntax name } ? name.Text : ((NameSyntax)bit).Text;

    private static string Keyword(StatementSyntax statement) => statement switch
    {
        ForSyntax => "for",
        WhileSyntax => "while",
        BoxSyntax => "box",
        AliasDeclarationSyntax => "let",
        MeasureSyntax or AssignmentSyntax => "measure",
        ResetSyntax => "reset",
        BreakSyntax => "break",
        _ => "continue",
    };

    private void Report(DiagnosticDescriptor descriptor, SyntaxNode? node, params ReadOnlySpan<object?> arguments) =>
        diagnostics.Report(descriptor, node is null ? SourceSpan.WholeFile(source.File) : source.Locate(node.Span), arguments);
}
