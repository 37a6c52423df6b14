using System.Text;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Emission;

/// <content>Blocks, operands and expressions inside statements.</content>
internal sealed partial class OperationWriter
{
    private void Braces(Block body, int depth)
    {
        IReadOnlyList<string> aliases = _expressions.TakeAliases();
        _text.Append(" {\n");
        Block(body, depth + 1);
        _expressions.ReturnAliases(aliases);
        Indent(depth);
        _text.Append('}');
    }

    private void Qubits(EquatableArray<QubitOperand> operands)
    {
        for (int i = 0; i < operands.Count; i++)
        {
            _text.Append(i > 0 ? ", " : " ");
            Qubit(operands[i]);
        }

        _text.Append(";\n");
    }

    private void Qubit(QubitOperand operand)
    {
        if (_expressions.Gate is { } gate)
        {
            _text.Append(gate.Operands[operand.Index]);
        }
        else if (operand.IsStatic)
        {
            _text.Append(_qubitNames[operand.Index] ??= QubitName(operand.Index));
        }
        else
        {
            _text.Append(_names.QubitRegisters[operand.Register]).Append('[');
            Expression(operand.Element!, ClassicalType.Int);
            _text.Append(']');
        }
    }

    private string QubitName(int qubit)
    {
        QubitRegister register = _program.RegisterOfQubit(qubit);
        if (register.IsPhysical)
            return register.NameOf(qubit - register.Offset);
        string name = _names.QubitRegisters[_program.QubitRegisters.AsSpan().IndexOf(register)];
        return (register with { Name = name }).NameOf(qubit - register.Offset);
    }

    private StringBuilder Bit(BitOperand operand)
    {
        if (operand.IsStatic)
            return _text.Append(_expressions.BitName(operand.Index));
        _text.Append(_names.BitRegisters[operand.Register]).Append('[');
        Expression(operand.Element!, ClassicalType.Int);
        return _text.Append(']');
    }

    private void Expression(Expression expression, ClassicalType? context) => _expressions.Write(_text, expression, context);

    private void Indent(int depth) => _text.Append(' ', 2 * depth);
}
