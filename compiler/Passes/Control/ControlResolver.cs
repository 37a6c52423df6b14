using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Passes.Rewriting;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes.Control;

/// <summary>
/// Runs a program's classical part at compile time as far as it is known: loops are unrolled, variables replaced by their values, branches with known
/// conditions taken. What depends on measured bits stays as conditionals, without nesting: the conditions are joined.
/// </summary>
internal sealed partial class ControlResolver(CircuitProgram source, PassContext context)
{
    /// <summary>Programs that unroll to more operations are refused.</summary>
    public const int MaximumOperations = 5_000_000;

    /// <summary>A run-time angle is tabulated over at most this many bits.</summary>
    private const int MaximumTableBits = 10;

    private readonly Expression?[] _variables = new Expression?[source.Variables.Count];
    private readonly Expression?[][] _arrays = new Expression?[source.Variables.Count][];

    // The program with the bits that were added for frozen conditions.
    private CircuitProgram _program = source;
    private bool[] _isWritten = new bool[source.BitCount];
    private readonly List<Operation> _output = [];

    private enum Flow
    {
        Next,
        Break,
        Continue,
        End,
    }

    public CircuitProgram Run()
    {
        for (int i = 0; i < _variables.Length; i++)
        {
            ClassicalType type = _program.Variables[i].Type;
            Expression? zero = Zero(type.Element) is { } value ? new ConstantExpression(value) : null;
            _variables[i] = type.IsArray ? null : zero;
            _arrays[i] = [.. Enumerable.Repeat(zero, type.Dimensions.Aggregate(type.IsArray ? 1 : 0, (size, dimension) => size * dimension))];
        }

        Run(_program.Body, null);
        EquatableArray<QubitRegister> qubits = _spare is { } spare ? [.. _program.QubitRegisters, new QubitRegister(QubitRenaming.FreeName(_program, "written"), 1, spare)] : _program.QubitRegisters;
        return _program with { QubitRegisters = qubits, Body = new Block([.. _output]), Variables = [] };
    }

    private static ClassicalValue? Zero(ClassicalType type) => type.Kind switch
    {
        ClassicalKind.Bool => ClassicalValue.Bool(false),
        ClassicalKind.Int => ClassicalValue.Int(0, type.Width),
        ClassicalKind.UInt => ClassicalValue.UInt(0, type.Width),
        ClassicalKind.Float => ClassicalValue.Float(0, type.Width),
        ClassicalKind.Angle => type.Width == 0 ? ClassicalValue.Angle(0) : ClassicalValue.Turns(0, type.Width),
        ClassicalKind.Bit => type.Width == 0 ? ClassicalValue.Bit(false) : ClassicalValue.Bits(0, type.Width),
        ClassicalKind.Duration => ClassicalValue.Duration(0),
        _ => null,
    };

    private Flow Run(Block block, Expression? condition)
    {
        foreach (Operation operation in block.Operations)
        {
            if (context.Diagnostics.HasErrors)
                return Flow.End;
            Flow flow = Run(operation, condition);
            if (flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    }

    private Flow Run(Operation operation, Expression? condition)
    {
        switch (operation)
        {
            case GateOperation gate:
                RunGate(gate, condition);
                return Flow.Next;
            case MeasureOperation measure:
                Emit(measure with { Qubit = Resolve(measure.Qubit, operation), Target = measure.Target is { } bit ? Resolve(bit, operation) : null }, condition);
                return Flow.Next;
            case ResetOperation reset:
                Emit(reset with { Qubit = Resolve(reset.Qubit, operation) }, condition);
                return Flow.Next;
            case BarrierOperation barrier:
                Emit(barrier with { Qubits = [.. barrier.Qubits.Select(q => Resolve(q, operation))] }, condition);
                return Flow.Next;
            case DelayOperation delay:
                Emit(delay with { Duration = Resolve(delay.Duration, operation), Qubits = [.. delay.Qubits.Select(q => Resolve(q, operation))] }, condition);
                return Flow.Next;
            case BoxOperation box:
                return Run(box.Body, condition);
            case AssignOperation assign:
                Assign(assign, condition);
                return Flow.Next;
            case IfOperation branch:
                return RunIf(branch.Condition, branch.Then, branch.Else, operation, condition);
            case SwitchOperation choice:
                return RunSwitch(choice, condition);
            case ForOperation loop:
                return RunFor(loop, condition);
            case WhileOperation loop:
                return RunWhile(loop, condition);
            case BreakOperation or ContinueOperation or EndOperation when condition is null:
                return operation is BreakOperation ? Flow.Break : operation is ContinueOperation ? Flow.Continue : Flow.End;
            default:
                Report(PassDiagnostics.RunTimeControl, operation, OperationNames.Of(operation));
                return Flow.End;
        }
    }

    private Flow RunIf(Expression test, Block then, Block? otherwise, Operation operation, Expression? condition)
    {
        Expression resolved = Resolve(test, operation);
        if (resolved is ConstantExpression constant)
        {
            Block? taken = ClassicalConversion.IsTrue(constant.Value) ? then : otherwise;
            return taken is null ? Flow.Next : Run(taken, condition);
        }

        if (Writes(operation, resolved))
            resolved = Freeze(resolved, operation);
        Run(then, And(condition, resolved));
        if (otherwise is not null)
            Run(otherwise, And(condition, Not(resolved)));
        return Flow.Next;
    }

    private Flow RunSwitch(SwitchOperation choice, Expression? condition)
    {
        Expression target = Resolve(choice.Target, choice);
        if (target is ConstantExpression constant)
        {
            Block? known = choice.Cases.FirstOrDefault(c => c.Labels.Any(l => l == constant.Value.Integer))?.Body ?? choice.Default;
            return known is null ? Flow.Next : Run(known, condition);
        }

        // Every case is decided before the first one writes.
        bool isFrozen = Writes(choice, target);
        Expression? none = null;
        var taken = new List<(Block Body, Expression Test)>();
        foreach (SwitchCase option in choice.Cases)
        {
            Expression? matches = null;
            foreach (long label in option.Labels)
            {
                var value = new ConstantExpression(ClassicalConversion.Convert(ClassicalValue.Int(label), target.Type));
                var equal = new BinaryExpression(BinaryOperator.Equal, target, value, ClassicalType.Bool);
                matches = matches is null ? equal : new BinaryExpression(BinaryOperator.LogicalOr, matches, equal, ClassicalType.Bool);
                if (!isFrozen)
                    none = And(none, Not(equal));
            }

            if (matches is null)
                continue;
            if (isFrozen)
            {
                matches = Freeze(matches, choice);
                none = And(none, Not(matches));
            }

            taken.Add((option.Body, matches));
        }

        foreach ((Block body, Expression test) in taken)
            Run(body, And(condition, test));
        return choice.Default is null ? Flow.Next : Run(choice.Default, none is null ? condition : And(condition, none));
    }

    private Flow RunFor(ForOperation loop, Expression? condition)
    {
        ClassicalType type = _program.Variables[loop.Variable].Type;
        foreach (ClassicalValue value in Values(loop, type))
        {
            _variables[loop.Variable] = new ConstantExpression(value);
            Flow flow = Run(loop.Body, condition);
            if (flow == Flow.Break)
                break;
            if (flow == Flow.End || TooLong(loop))
                return Flow.End;
        }

        return Flow.Next;
    }

    private IEnumerable<ClassicalValue> Values(ForOperation loop, ClassicalType type)
    {
        if (loop.Start is null)
        {
            foreach (Expression value in loop.Values)
                yield return ClassicalConversion.Convert(Constant(value, loop), type);
            yield break;
        }

        BigInteger start = Constant(loop.Start, loop).Integer;
        BigInteger step = loop.Step is null ? 1 : Constant(loop.Step, loop).Integer;
        BigInteger stop = Constant(loop.Stop!, loop).Integer;
        for (BigInteger value = start; !step.IsZero && (step.Sign > 0 ? value <= stop : value >= stop) && !context.Diagnostics.HasErrors; value += step)
            yield return ClassicalConversion.Convert(ClassicalValue.Int(value), type);
    }

    private Flow RunWhile(WhileOperation loop, Expression? condition)
    {
        for (int round = 0; ClassicalConversion.IsTrue(Constant(loop.Condition, loop)); round++)
        {
            Flow flow = Run(loop.Body, condition);
            if (flow == Flow.Break)
                break;
            if (round > MaximumOperations)
                Report(PassDiagnostics.UnrolledTooLong, loop, MaximumOperations);
            if (flow == Flow.End || TooLong(loop))
                return Flow.End;
        }

        return Flow.Next;
    }

    private bool TooLong(Operation loop)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (_output.Count > MaximumOperations)
            Report(PassDiagnostics.UnrolledTooLong, loop, MaximumOperations);
        return context.Diagnostics.HasErrors;
    }

    private void RunGate(GateOperation gate, Expression? condition)
    {
        GateOperation resolved = gate with
        {
            Angles = [.. gate.Angles.Select(a => Resolve(a, gate))],
            Modifiers = [.. gate.Modifiers.Select(m => m.Exponent is null ? m : m with { Exponent = Resolve(m.Exponent, gate) })],
            Qubits = [.. gate.Qubits.Select(q => Resolve(q, gate))],
        };
        var bits = new SortedSet<int>(resolved.Angles.SelectMany(a => TruthTable.BitsOf(_program, a)));
        if (bits.Count == 0)
        {
            Emit(resolved, condition);
            return;
        }

        if (bits.Count > MaximumTableBits)
        {
            Report(PassDiagnostics.RunTimeAngle, gate, gate.Gate.Name, bits.Count, MaximumTableBits);
            return;
        }

        Tabulate(resolved, [.. bits], condition);
    }

    private void Tabulate(GateOperation gate, int[] bits, Expression? condition)
    {
        ClassicalType type = ClassicalType.BitRegister(bits.Length);
        var register = new BitsExpression([.. bits.Select(b => new BitExpression(b))], type);
        var memory = new ClassicalMemory(_program);
        var evaluator = new ExpressionEvaluator(_program, memory);
        for (int assignment = 0; assignment < 1 << bits.Length; assignment++)
        {
            for (int i = 0; i < bits.Length; i++)
                memory.Bits[bits[i]] = (assignment >> i & 1) != 0;
            var angles = new List<Expression>();
            foreach (Expression angle in gate.Angles)
            {
                if (angle.DescendantsAndSelf().Any(e => e is InputExpression))
                {
                    Report(PassDiagnostics.RunTimeAngle, gate, gate.Gate.Name, bits.Length, 0);
                    return;
                }

                angles.Add(Expression.Float(evaluator.ToDouble(angle)));
            }

            var test = new BinaryExpression(BinaryOperator.Equal, register, new ConstantExpression(ClassicalValue.Bits(assignment, bits.Length)), ClassicalType.Bool);
            Emit(gate with { Angles = [.. angles] }, And(condition, test));
        }
    }

    private void Emit(Operation operation, Expression? condition)
    {
        if (operation is MeasureOperation { Target: { } bit })
        {
            _isWritten[bit.Index] = true;
            // A variable computed from the old value of the bit is lost with it.
            for (int i = 0; i < _variables.Length; i++)
            {
                if (Depends(_variables[i], bit.Index))
                    _variables[i] = null;
                for (int k = 0; k < _arrays[i].Length; k++)
                    _arrays[i][k] = Depends(_arrays[i][k], bit.Index) ? null : _arrays[i][k];
            }
        }

        if (condition is null)
        {
            _output.Add(operation);
        }
        else if (operation is GateOperation && _output.Count > 0 && _output[^1] is IfOperation { Else: null } last && last.Condition.Equals(condition)
            && last.Then.Operations[^1] is GateOperation)
        {
            _output[^1] = last with { Then = new Block([.. last.Then.Operations, operation]) };
        }
        else
        {
            _output.Add(new IfOperation(condition, new Block([operation])) { Origin = operation.Origin });
        }
    }

    private ClassicalValue Constant(Expression expression, Operation operation)
    {
        if (Resolve(expression, operation) is ConstantExpression constant)
            return constant.Value;
        Report(PassDiagnostics.RunTimeControl, operation, OperationNames.Of(operation));
        return ClassicalValue.Int(0);
    }

    private QubitOperand Resolve(QubitOperand operand, Operation operation) => operand.IsStatic
        ? operand
        : _program.QubitRegisters[operand.Register].Offset + Element(operand.Element!, _program.QubitRegisters[operand.Register].Size, operation);

    private BitOperand Resolve(BitOperand operand, Operation operation) => operand.IsStatic
        ? operand
        : _program.BitRegisters[operand.Register].Offset + Element(operand.Element!, _program.BitRegisters[operand.Register].Size, operation);

    private int Element(Expression element, int size, Operation operation)
    {
        BigInteger index = Constant(element, operation).Integer;
        if (index < 0)
            index += size;
        if (index >= 0 && index < size)
            return (int)index;
        Report(PassDiagnostics.IndexOutOfRange, operation, index, size);
        return 0;
    }

    private Expression Resolve(Expression expression, Operation operation)
    {
        if (expression is ConstantExpression or InputExpression or BitExpression)
            return expression;
        Expression replaced = expression.Rewrite(node => node switch
        {
            VariableExpression { Type.IsArray: false } variable => Value(variable, operation),
            IndexExpression { Base: VariableExpression { Type.IsArray: true } array } index => Element(array, index, operation),
            _ => node,
        });
        if (replaced is ConstantExpression || replaced.DescendantsAndSelf().Any(e => e is BitExpression or RegisterExpression or InputExpression or VariableExpression or GateParameterExpression))
            return replaced;
        return new ConstantExpression(new ExpressionEvaluator(_program, new ClassicalMemory(_program)).Evaluate(replaced));
    }

    private Expression Value(VariableExpression variable, Operation operation)
    {
        if (_variables[variable.Variable] is { } value)
            return value;
        Report(PassDiagnostics.RunTimeVariable, operation, _program.Variables[variable.Variable].Name);
        return variable;
    }

    private static Expression And(Expression? left, Expression right) =>
        left is null ? right : new BinaryExpression(BinaryOperator.LogicalAnd, left, right, ClassicalType.Bool);

    private static Expression Not(Expression operand) => new UnaryExpression(UnaryOperator.Not, operand, ClassicalType.Bool);

    private void Report(DiagnosticDescriptor descriptor, Operation operation, params ReadOnlySpan<object?> arguments)
    {
        if (!context.Diagnostics.HasErrors)
            context.Diagnostics.Report(descriptor, operation.Origin?.Span ?? SourceSpan.None, arguments);
    }
}
