using System.Globalization;
using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Emission;

/// <summary>
/// Prints programs that OpenQASM 2 can say: gates without modifiers at fixed angles, measurements into bits, resets, barriers, and
/// branches on the value of a whole register. A scalar qubit or bit becomes a register of size one.
/// </summary>
public sealed class Qasm2Emitter
{
    private const string Header = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n";

    private readonly CircuitProgram _program;
    private readonly StringBuilder _text = new(Header);
    private readonly string[] _qubits;
    private readonly string[] _bits;
    private readonly Dictionary<Gate, string> _gates = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private Qasm2Emitter(CircuitProgram program)
    {
        _program = program;
        foreach (StandardGate row in GateTable.All)
        {
            _taken.Add(row.Name);
            _taken.UnionWith(row.Aliases);
        }

        _taken.UnionWith(Semantics.Qelib1Library.Names);
        _taken.UnionWith(["gate", "qreg", "creg", "measure", "barrier", "reset", "if", "opaque", "include", "pi", "sin", "cos", "tan", "exp", "ln", "sqrt"]);
        _qubits = [.. program.QubitRegisters.Select(r => Name(r.IsPhysical ? "q" : r.Name))];
        _bits = [.. program.BitRegisters.Select(r => Name(r.Name))];
    }

    /// <summary>Prints a program as OpenQASM 2.</summary>
    /// <param name="program">A sound program.</param>
    /// <returns>The text, or null where the program does not fit; and why.</returns>
    public static (string? Text, DiagnosticBag Diagnostics) Emit(CircuitProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var diagnostics = new DiagnosticBag();
        try
        {
            return (new Qasm2Emitter(program).Write(), diagnostics);
        }
        catch (DiagnosticException failure)
        {
            diagnostics.AddRange(failure.Diagnostics);
            return (null, diagnostics);
        }
    }

    private string Write()
    {
        if (!_program.Inputs.IsEmpty)
            throw Unfit("an input", null);
        if (!_program.Variables.IsEmpty)
            throw Unfit("a classical variable", null);
        foreach (CompositeGate gate in _program.Gates)
            Definition(gate);
        for (int i = 0; i < _qubits.Length; i++)
            _text.Append(CultureInfo.InvariantCulture, $"qreg {_qubits[i]}[{_program.QubitRegisters[i].Size}];\n");
        for (int i = 0; i < _bits.Length; i++)
            _text.Append(CultureInfo.InvariantCulture, $"creg {_bits[i]}[{_program.BitRegisters[i].Size}];\n");
        foreach (Operation operation in _program.Body.Operations)
            Statement(operation, string.Empty);
        return _text.ToString();
    }

    private void Definition(CompositeGate gate)
    {
        _gates[gate] = Name(gate.GateName);
        _text.Append("gate ").Append(_gates[gate]);
        if (gate.ParameterCount > 0)
            _text.Append('(').AppendJoin(',', gate.Parameters.Select((_, i) => $"p{i}")).Append(')');
        _text.Append(' ').AppendJoin(',', gate.Operands.Select((_, i) => $"q{i}")).Append(" { ");
        foreach (Operation operation in gate.Body.Operations)
        {
            switch (operation)
            {
                case GateOperation call:
                    Gate(call, i => $"q{i}");
                    break;
                case BarrierOperation barrier:
                    _text.Append("barrier ").AppendJoin(',', barrier.Qubits.Select(q => $"q{q.Index}")).Append("; ");
                    break;
            }
        }

        _text.Append("}\n");
    }

    private void Statement(Operation operation, string condition)
    {
        switch (operation)
        {
            case GateOperation gate:
                _text.Append(condition);
                Gate(gate, QubitName);
                _text.Length--;
                _text.Append('\n');
                break;
            case MeasureOperation { Target: { IsStatic: true } target, Qubit.IsStatic: true } measure:
                _text.Append(CultureInfo.InvariantCulture, $"{condition}measure {QubitName(measure.Qubit.Index)} -> {BitName(target.Index)};\n");
                break;
            case ResetOperation { Qubit.IsStatic: true } reset:
                _text.Append(CultureInfo.InvariantCulture, $"{condition}reset {QubitName(reset.Qubit.Index)};\n");
                break;
            case BarrierOperation barrier when condition.Length == 0 && barrier.Qubits.All(q => q.IsStatic):
                IEnumerable<string> qubits = barrier.Qubits.IsEmpty ? _qubits : barrier.Qubits.Select(q => QubitName(q.Index));
                _text.Append("barrier ").AppendJoin(',', qubits).Append(";\n");
                break;
            case IfOperation branch when condition.Length == 0:
                Branch(branch);
                break;
            default:
                throw Unfit($"'{operation.GetType().Name}'", operation);
        }
    }

    private void Branch(IfOperation branch)
    {
        (int register, string value, string? otherwise) = branch.Condition switch
        {
            BinaryExpression { Operator: BinaryOperator.Equal, Left: RegisterExpression r, Right: ConstantExpression c } =>
                (r.Register, c.Value.Integer.ToString(CultureInfo.InvariantCulture), (string?)null),
            BitExpression bit when Single(bit.Bit) is { } alone => (alone, "1", "0"),
            UnaryExpression { Operator: UnaryOperator.Not, Operand: BitExpression bit } when Single(bit.Bit) is { } alone => (alone, "0", "1"),
            _ => throw Unfit("a branch on anything but the value of a whole register", branch),
        };
        if (branch.Else is not null && (otherwise is null || !branch.Else.Operations.IsEmpty && Writes(branch.Then, register, branch.Then.Operations.Count)))
            throw Unfit("an 'else'", branch);
        Body(branch.Then, register, value);
        if (branch.Else is not null)
            Body(branch.Else, register, otherwise!);
    }

    private void Body(Block body, int register, string value)
    {
        // Each statement tests the register again, so none but the last may change it.
        if (Writes(body, register, body.Operations.Count - 1))
            throw Unfit("a branch that changes the register it tests", body.Operations[0]);
        foreach (Operation operation in body.Operations)
            Statement(operation, $"if({_bits[register]}=={value}) ");
    }

    private bool Writes(Block body, int register, int count)
    {
        BitRegister bits = _program.BitRegisters[register];
        return body.Operations.Take(count).Any(o => o is MeasureOperation { Target: { } t } && t.Index >= bits.Offset && t.Index < bits.Offset + bits.Size);
    }

    private int? Single(int bit)
    {
        BitRegister register = _program.RegisterOfBit(bit);
        return register.Size == 1 ? _program.BitRegisters.AsSpan().IndexOf(register) : null;
    }

    private void Gate(GateOperation operation, Func<int, string> qubit)
    {
        if (!operation.Modifiers.IsEmpty)
            throw Unfit("a gate modifier", operation);
        if (operation.Qubits.Any(q => !q.IsStatic))
            throw Unfit("a qubit chosen while the program runs", operation);
        if (operation.Gate is StandardGate { Library: GateLibrary.Native } || operation.Gate.Name is "gphase" or "ryy")
            throw Unfit($"the gate '{operation.Gate.Name}'", operation);
        _text.Append(operation.Gate is CompositeGate ? _gates[operation.Gate] : operation.Gate.Name);
        if (!operation.Angles.IsEmpty)
        {
            _text.Append('(');
            for (int i = 0; i < operation.Angles.Count; i++)
            {
                _text.Append(i > 0 ? "," : string.Empty);
                Angle(operation.Angles[i], operation);
            }

            _text.Append(')');
        }

        _text.Append(' ').AppendJoin(',', operation.Qubits.Select(q => qubit(q.Index))).Append("; ");
    }

    private void Angle(Expression angle, Operation operation)
    {
        switch (angle)
        {
            case ConstantExpression { Value.Type.Kind: ClassicalKind.Float } constant:
                _text.Append(ClassicalValue.Number(constant.Value.Real));
                break;
            case GateParameterExpression parameter:
                _text.Append('p').Append(parameter.Index);
                break;
            case UnaryExpression { Operator: UnaryOperator.Negate } unary:
                _text.Append("(-");
                Angle(unary.Operand, operation);
                _text.Append(')');
                break;
            case BinaryExpression { Operator: <= BinaryOperator.Power and not BinaryOperator.Remainder } binary:
                _text.Append('(');
                Angle(binary.Left, operation);
                _text.Append(binary.Operator == BinaryOperator.Power ? "^" : binary.Operator.Sign());
                Angle(binary.Right, operation);
                _text.Append(')');
                break;
            case CallExpression { Function: BuiltInFunction.Sin or BuiltInFunction.Cos or BuiltInFunction.Tan or BuiltInFunction.Exp or BuiltInFunction.Log or BuiltInFunction.Sqrt } call:
                _text.Append(call.Function == BuiltInFunction.Log ? "ln" : call.Function.ToString().ToLowerInvariant()).Append('(');
                Angle(call.Arguments[0], operation);
                _text.Append(')');
                break;
            default:
                throw Unfit("an angle that is not known before the program runs", operation);
        }
    }

    private string QubitName(int qubit)
    {
        QubitRegister register = _program.RegisterOfQubit(qubit);
        return $"{_qubits[_program.QubitRegisters.AsSpan().IndexOf(register)]}[{qubit - register.Offset}]";
    }

    private string BitName(int bit)
    {
        BitRegister register = _program.RegisterOfBit(bit);
        return $"{_bits[_program.BitRegisters.AsSpan().IndexOf(register)]}[{bit - register.Offset}]";
    }

    /// <summary>A name of OpenQASM 2: letters, digits and underscores behind a lower-case letter, and nothing else's.</summary>
    private string Name(string wanted)
    {
        string valid = string.Concat(wanted.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        if (valid.Length == 0 || !char.IsAsciiLetterLower(valid[0]))
            valid = "r" + valid;
        string candidate = valid;
        for (int i = 1; !_taken.Add(candidate); i++)
            candidate = $"{valid}_{i}";
        return candidate;
    }

    private static DiagnosticException Unfit(string what, Operation? operation) =>
        new(EmissionDiagnostics.NotInVersion2.At(operation?.Origin?.Span ?? SourceSpan.None, what));
}
