using System.Text;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Emission;

/// <summary>Prints operations, one statement a line, blocks indented by two spaces.</summary>
internal sealed partial class OperationWriter
{
    private readonly CircuitProgram _program;
    private readonly EmittedNames _names;
    private readonly ExpressionWriter _expressions;
    private readonly StringBuilder _text;
    private readonly string?[] _qubitNames;

    public OperationWriter(CircuitProgram program, EmittedNames names, ExpressionWriter expressions, StringBuilder text)
    {
        _program = program;
        _names = names;
        _expressions = expressions;
        _text = text;
        _qubitNames = new string?[program.QubitCount];
    }

    public void Block(Block block, int depth)
    {
        foreach (Operation operation in block.Operations)
            Operation(operation, depth);
    }

    /// <summary>Prints a gate definition.</summary>
    public void Definition(CompositeGate gate)
    {
        _text.Append("gate ").Append(_names.Gates[gate]);
        if (gate.ParameterCount > 0)
            _text.Append('(').AppendJoin(", ", gate.Parameters.AsEnumerable()).Append(')');
        _text.Append(' ').AppendJoin(", ", gate.Operands.AsEnumerable()).Append(" {\n");
        _expressions.Gate = gate;
        Block(gate.Body, 1);
        _expressions.Gate = null;
        _text.Append("}\n");
    }

    private void Operation(Operation operation, int depth)
    {
        int start = _text.Length;
        Indent(depth);
        switch (operation)
        {
            case GateOperation gate:
                Gate(gate);
                break;
            case MeasureOperation measure:
                if (measure.Target is { } target)
                    Bit(target).Append(" = ");
                _text.Append("measure ");
                Qubit(measure.Qubit);
                _text.Append(";\n");
                break;
            case ResetOperation reset:
                _text.Append("reset ");
                Qubit(reset.Qubit);
                _text.Append(";\n");
                break;
            case BarrierOperation barrier:
                _text.Append("barrier");
                Qubits(barrier.Qubits);
                break;
            case DelayOperation delay:
                _text.Append("delay[");
                Expression(delay.Duration, ClassicalType.Duration);
                _text.Append(']');
                Qubits(delay.Qubits);
                break;
            case BoxOperation box:
                _text.Append("box");
                if (box.Duration is not null)
                {
                    _text.Append('[');
                    Expression(box.Duration, ClassicalType.Duration);
                    _text.Append(']');
                }

                Braces(box.Body, depth);
                _text.Append('\n');
                break;
            case IfOperation branch:
                If(branch, depth);
                break;
            case SwitchOperation choice:
                Switch(choice, depth);
                break;
            case ForOperation loop:
                For(loop, depth, start);
                break;
            case WhileOperation loop:
                _text.Append("while (");
                Expression(loop.Condition, null);
                _text.Append(')');
                Braces(loop.Body, depth);
                _text.Append('\n');
                break;
            case AssignOperation assign:
                Assign(assign);
                break;
            case BreakOperation:
                _text.Append("break;\n");
                break;
            case ContinueOperation:
                _text.Append("continue;\n");
                break;
            case EndOperation:
                _text.Append("end;\n");
                break;
            default:
                throw new InvalidOperationException($"{operation.GetType().Name} has no text.");
        }

        foreach (string alias in _expressions.TakeAliases())
            _text.Insert(start, new string(' ', 2 * depth) + alias + "\n");
    }

    private void Gate(GateOperation operation)
    {
        foreach (GateModifier modifier in operation.Modifiers)
        {
            switch (modifier.Kind)
            {
                case GateModifierKind.Inverse:
                    _text.Append("inv @ ");
                    break;
                case GateModifierKind.Control:
                    _text.Append("ctrl @ ");
                    break;
                case GateModifierKind.NegativeControl:
                    _text.Append("negctrl @ ");
                    break;
                default:
                    _text.Append("pow(");
                    Expression(modifier.Exponent!, null);
                    _text.Append(") @ ");
                    break;
            }
        }

        _text.Append(operation.Gate is CompositeGate ? _names.Gates.GetValueOrDefault(operation.Gate, operation.Gate.Name) : operation.Gate.Name);
        if (!operation.Angles.IsEmpty)
        {
            _text.Append('(');
            for (int i = 0; i < operation.Angles.Count; i++)
            {
                _text.Append(i > 0 ? ", " : string.Empty);
                Expression(operation.Angles[i], ClassicalType.Float);
            }

            _text.Append(')');
        }

        Qubits(operation.Qubits);
    }

    private void If(IfOperation branch, int depth)
    {
        while (true)
        {
            _text.Append("if (");
            Expression(branch.Condition, null);
            _text.Append(')');
            Braces(branch.Then, depth);
            if (branch.Else is null)
                break;
            _text.Append(" else");
            if (branch.Else.Operations is not [IfOperation next])
            {
                Braces(branch.Else, depth);
                break;
            }

            _text.Append(' ');
            branch = next;
        }

        _text.Append('\n');
    }

    private void Switch(SwitchOperation choice, int depth)
    {
        _text.Append("switch (");
        Expression(choice.Target, null);
        _text.Append(") {\n");
        foreach (SwitchCase part in choice.Cases)
        {
            Indent(depth + 1);
            _text.Append("case ").AppendJoin(", ", part.Labels.AsEnumerable());
            Braces(part.Body, depth + 1);
            _text.Append('\n');
        }

        if (choice.Default is not null)
        {
            Indent(depth + 1);
            _text.Append("default");
            Braces(choice.Default, depth + 1);
            _text.Append('\n');
        }

        Indent(depth);
        _text.Append("}\n");
    }

    private void For(ForOperation loop, int depth, int start)
    {
        if (loop.Start is null && loop.Values.IsEmpty)
        {
            // A loop over nothing has no spelling and does nothing.
            _text.Length = start;
            return;
        }

        ClassicalType type = _program.Variables[loop.Variable].Type;
        _text.Append("for ").Append(type).Append(' ').Append(_names.Variables[loop.Variable]).Append(" in ");
        if (loop.Start is not null)
        {
            _text.Append('[');
            Expression(loop.Start, type);
            _text.Append(':');
            if (loop.Step is not null)
            {
                Expression(loop.Step, loop.Step.Type);
                _text.Append(':');
            }

            Expression(loop.Stop!, type);
            _text.Append(']');
        }
        else
        {
            _text.Append('{');
            for (int i = 0; i < loop.Values.Count; i++)
            {
                _text.Append(i > 0 ? ", " : string.Empty);
                Expression(loop.Values[i], type);
            }

            _text.Append('}');
        }

        Braces(loop.Body, depth);
        _text.Append('\n');
    }

    private void Assign(AssignOperation assign)
    {
        ClassicalType type;
        switch (assign.Target)
        {
            case BitTarget bit:
                Bit(bit.Bit);
                type = ClassicalType.Bit;
                break;
            case RegisterTarget register:
                _text.Append(_names.BitRegisters[register.Register]);
                type = ClassicalType.BitRegister(_program.BitRegisters[register.Register].Size);
                break;
            default:
                var variable = (VariableTarget)assign.Target;
                ClassicalType declared = _program.Variables[variable.Variable].Type;
                type = variable.Indices.Count > declared.Dimensions.Count ? ClassicalType.Bit : declared.Element;
                if (variable.Indices.IsEmpty)
                    _text.Append(_names.Variables[variable.Variable]);
                else
                    Expression(new IndexExpression(new VariableExpression(variable.Variable, declared), variable.Indices, type), null);
                break;
        }

        _text.Append(" = ");
        Expression(assign.Value, type);
        _text.Append(";\n");
    }
}
