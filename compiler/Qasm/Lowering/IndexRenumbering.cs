using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Qasm.Lowering;

/// <summary>Rewrites the indices of variables and qubits in a block.</summary>
internal sealed class IndexRenumbering
{
    private readonly int[] _variables;
    private readonly Func<int, int> _qubit;

    public IndexRenumbering(int[] variables, Func<int, int> qubit)
    {
        _variables = variables;
        _qubit = qubit;
    }

    public Block Rewrite(Block block) => new([.. block.Operations.Select(Rewrite)]);

    private Operation Rewrite(Operation operation) => operation switch
    {
        GateOperation gate => gate with
        {
            Angles = Rewrite(gate.Angles),
            Qubits = Rewrite(gate.Qubits),
            Modifiers = gate.Modifiers.IsEmpty
                ? gate.Modifiers
                : [.. gate.Modifiers.Select(m => m.Exponent is null ? m : m with { Exponent = Rewrite(m.Exponent) })],
        },
        MeasureOperation measure => measure with
        {
            Qubit = Rewrite(measure.Qubit),
            Target = measure.Target is { } target ? Rewrite(target) : null,
        },
        ResetOperation reset => reset with { Qubit = Rewrite(reset.Qubit) },
        BarrierOperation barrier => barrier with { Qubits = Rewrite(barrier.Qubits) },
        DelayOperation delay => delay with { Duration = Rewrite(delay.Duration), Qubits = Rewrite(delay.Qubits) },
        BoxOperation box => box with { Duration = Optional(box.Duration), Body = Rewrite(box.Body) },
        IfOperation branch => branch with
        {
            Condition = Rewrite(branch.Condition),
            Then = Rewrite(branch.Then),
            Else = branch.Else is null ? null : Rewrite(branch.Else),
        },
        SwitchOperation choice => choice with
        {
            Target = Rewrite(choice.Target),
            Cases = [.. choice.Cases.Select(c => c with { Body = Rewrite(c.Body) })],
            Default = choice.Default is null ? null : Rewrite(choice.Default),
        },
        ForOperation loop => loop with
        {
            Variable = _variables[loop.Variable],
            Start = Optional(loop.Start),
            Step = Optional(loop.Step),
            Stop = Optional(loop.Stop),
            Values = Rewrite(loop.Values),
            Body = Rewrite(loop.Body),
        },
        WhileOperation loop => loop with { Condition = Rewrite(loop.Condition), Body = Rewrite(loop.Body) },
        AssignOperation assign => assign with { Target = Rewrite(assign.Target), Value = Rewrite(assign.Value) },
        _ => operation,
    };

    private AssignmentTarget Rewrite(AssignmentTarget target) => target switch
    {
        VariableTarget variable => new VariableTarget(_variables[variable.Variable], Rewrite(variable.Indices)),
        BitTarget bit => new BitTarget(Rewrite(bit.Bit)),
        _ => target,
    };

    private EquatableArray<QubitOperand> Rewrite(EquatableArray<QubitOperand> operands) =>
        operands.IsEmpty ? operands : [.. operands.Select(Rewrite)];

    private EquatableArray<Expression> Rewrite(EquatableArray<Expression> expressions) =>
        expressions.IsEmpty ? expressions : [.. expressions.Select(Rewrite)];

    private QubitOperand Rewrite(QubitOperand operand) =>
        operand.IsStatic ? _qubit(operand.Index) : operand with { Element = Rewrite(operand.Element!) };

    private BitOperand Rewrite(BitOperand operand) =>
        operand.IsStatic ? operand : operand with { Element = Rewrite(operand.Element!) };

    private Expression? Optional(Expression? expression) => expression is null ? null : Rewrite(expression);

    private Expression Rewrite(Expression expression)
    {
        switch (expression)
        {
            case VariableExpression variable:
                return variable with { Variable = _variables[variable.Variable] };
            case UnaryExpression unary:
                return unary with { Operand = Rewrite(unary.Operand) };
            case BinaryExpression:
                return RewriteSpine(expression);
            case CastExpression cast:
                return cast with { Operand = Rewrite(cast.Operand) };
            case CallExpression call:
                return call with { Arguments = Rewrite(call.Arguments) };
            case IndexExpression index:
                return index with { Base = Rewrite(index.Base), Indices = Rewrite(index.Indices) };
            case BitsExpression bits:
                return bits with { Bits = Rewrite(bits.Bits) };
            default:
                return expression;
        }
    }

    private Expression RewriteSpine(Expression expression)
    {
        var spine = new Stack<BinaryExpression>();
        while (expression is BinaryExpression binary)
        {
            spine.Push(binary);
            expression = binary.Left;
        }

        Expression result = Rewrite(expression);
        while (spine.TryPop(out BinaryExpression? node))
            result = node with { Left = result, Right = Rewrite(node.Right) };
        return result;
    }
}
