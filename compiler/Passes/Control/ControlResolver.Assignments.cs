using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Passes.Rewriting;

namespace Sqs.Compiler.Passes.Control;

/// <summary>Assignments: variables are followed as expressions over constants, inputs and measured bits; bits are written by measuring.</summary>
internal sealed partial class ControlResolver
{
    // A qubit that carries computed values into bits.
    private int? _spare;

    private void Assign(AssignOperation assign, Expression? condition)
    {
        switch (assign.Target)
        {
            case VariableTarget target when _program.Variables[target.Variable].Type.IsArray:
                AssignArray(assign, target, condition);
                break;
            case VariableTarget { Indices.IsEmpty: true } target:
                _variables[target.Variable] = Joined(Resolve(assign.Value, assign), _variables[target.Variable], condition, _program.Variables[target.Variable].Type);
                break;
            case VariableTarget target:
                _variables[target.Variable] = null;
                break;
            case BitTarget target:
                AssignBit(Resolve(target.Bit, assign).Index, Resolve(assign.Value, assign), condition, assign);
                break;
            case RegisterTarget target:
                AssignRegister(_program.BitRegisters[target.Register], Resolve(assign.Value, assign), condition, assign);
                break;
        }
    }

    private void AssignArray(AssignOperation assign, VariableTarget target, Expression? condition)
    {
        ClassicalType type = _program.Variables[target.Variable].Type;
        Expression?[] elements = _arrays[target.Variable];
        if (target.Indices.IsEmpty && assign.Value is VariableExpression source && condition is null)
            _arrays[source.Variable].CopyTo(elements, 0);
        else if (target.Indices.Count == type.Dimensions.Count)
            elements[Flatten(type, target.Indices, assign)] = Joined(Resolve(assign.Value, assign), elements[Flatten(type, target.Indices, assign)], condition, type.Element);
        else
            Array.Clear(elements);
    }

    private Expression Element(VariableExpression array, IndexExpression index, Operation operation)
    {
        if (index.Indices.Count == array.Type.Dimensions.Count && _arrays[array.Variable][Flatten(array.Type, index.Indices, operation)] is { } value)
            return value;
        Report(PassDiagnostics.RunTimeVariable, operation, _program.Variables[array.Variable].Name);
        return index;
    }

    private int Flatten(ClassicalType type, EquatableArray<Expression> indices, Operation operation)
    {
        int flat = 0;
        for (int i = 0; i < type.Dimensions.Count; i++)
            flat = (flat * type.Dimensions[i]) + Element(indices[i], type.Dimensions[i], operation);
        return flat;
    }

    // What a variable holds behind an assignment that takes place only under a condition.
    private static Expression? Joined(Expression value, Expression? old, Expression? condition, ClassicalType type)
    {
        if (condition is null || old is null)
            return condition is null ? value : null;
        if (type.Kind == ClassicalKind.Bool)
        {
            return new BinaryExpression(
                BinaryOperator.LogicalOr, And(condition, value), new BinaryExpression(BinaryOperator.LogicalAnd, Not(condition), old, ClassicalType.Bool), ClassicalType.Bool);
        }

        if (type.Kind is not (ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Float))
            return null;
        return new BinaryExpression(BinaryOperator.Add, Scaled(condition, value), Scaled(Not(condition), old), type);

        Expression Scaled(Expression factor, Expression term) => new BinaryExpression(BinaryOperator.Multiply, new CastExpression(factor, type), term, type);
    }

    private void AssignRegister(BitRegister register, Expression value, Expression? condition, AssignOperation assign)
    {
        if (Enumerable.Range(register.Offset, register.Size).Any(bit => Depends(value, bit)))
        {
            Report(PassDiagnostics.BitAssignment, assign);
            return;
        }

        for (int i = 0; i < register.Size; i++)
        {
            Expression bit = value switch
            {
                ConstantExpression constant => new ConstantExpression(ClassicalValue.Bit(!(constant.Value.Integer >> i).IsEven)),
                RegisterExpression source => new BitExpression(_program.BitRegisters[source.Register].Offset + i),
                BitsExpression bits => bits.Bits[i],
                _ => new IndexExpression(value, [Expression.Int(i)], ClassicalType.Bit),
            };
            AssignBit(register.Offset + i, bit, condition, assign);
        }
    }

    private void AssignBit(int bit, Expression value, Expression? condition, AssignOperation assign)
    {
        bool isZero = value is ConstantExpression constant && !ClassicalConversion.IsTrue(constant.Value);
        if ((isZero && !_isWritten[bit]) || value is BitExpression { Bit: var same } && same == bit)
            return;
        if (value.DescendantsAndSelf().Any(e => e is InputExpression or VariableExpression))
        {
            Report(PassDiagnostics.BitAssignment, assign);
            return;
        }

        if (condition is null && value is BitExpression source && TryMeasureAgain(source.Bit, bit))
            return;

        // The value goes onto a qubit, whose measurement is then certain.
        _spare ??= _program.QubitCount;
        Expression wanted = new CastExpression(value, ClassicalType.Bool);
        if (condition is not null)
        {
            wanted = And(condition, wanted);
            if (_isWritten[bit])
            {
                Expression kept = And(Not(condition), new CastExpression(new BitExpression(bit), ClassicalType.Bool));
                wanted = new BinaryExpression(BinaryOperator.LogicalOr, wanted, kept, ClassicalType.Bool);
            }
        }

        var flip = new GateOperation(GateTable.Find("x"), [], [_spare.Value]) { Origin = assign.Origin };
        if (!isZero || condition is not null)
            Emit(flip, value is ConstantExpression && condition is null ? null : wanted);
        Emit(new MeasureOperation(_spare.Value, (BitOperand)bit) { Origin = assign.Origin }, null);
        Emit(new ResetOperation(_spare.Value) { Origin = assign.Origin }, null);
    }

    // A copy of an outcome is the same outcome measured once more, right behind the first time.
    private bool TryMeasureAgain(int source, int copy)
    {
        for (int i = _output.Count - 1; i >= 0; i--)
        {
            if (_output[i] is MeasureOperation { Target: { } bit } measure && bit.Index == source)
            {
                Emit(measure with { Target = copy }, null);
                _output.Insert(i + 1, _output[^1]);
                _output.RemoveAt(_output.Count - 1);
                return true;
            }

            Footprint footprint = Footprint.Of(_output[i], _program);
            if (footprint.BitsWritten.Contains(source) || footprint.BitsWritten.Contains(copy) || footprint.BitsRead.Contains(copy))
                return false;
        }

        return false;
    }

    private bool Depends(Expression? value, int bit) => value is not null and not ConstantExpression && TruthTable.BitsOf(_program, value).Contains(bit);
}
