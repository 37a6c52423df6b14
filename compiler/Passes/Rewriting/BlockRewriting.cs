using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Rewriting;

/// <summary>Rewrites programs operation by operation.</summary>
internal static class BlockRewriting
{
    /// <summary>Replaces every operation by others, the inside of control flow first.</summary>
    /// <param name="block">The block.</param>
    /// <param name="rewrite">
    /// Adds what takes the place of an operation whose nested blocks are rewritten already; adding the operation itself keeps it.
    /// </param>
    /// <returns>The new block; the same object when nothing changed.</returns>
    public static Block Rewrite(this Block block, Action<Operation, ImmutableArray<Operation>.Builder> rewrite)
    {
        ImmutableArray<Operation>.Builder result = ImmutableArray.CreateBuilder<Operation>(block.Operations.Count);
        bool isSame = true;
        foreach (Operation operation in block.Operations)
        {
            int before = result.Count;
            rewrite(operation.MapBlocks(inner => inner.Rewrite(rewrite)), result);
            isSame &= result.Count == before + 1 && ReferenceEquals(result[before], operation);
        }

        return isSame ? block : new Block(new EquatableArray<Operation>(result.DrainToImmutable()));
    }

    /// <summary>Replaces the blocks directly inside an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="map">Gives the new block.</param>
    /// <returns>The operation with its new blocks; the same object when none changed.</returns>
    public static Operation MapBlocks(this Operation operation, Func<Block, Block> map)
    {
        switch (operation)
        {
            case IfOperation branch:
                Block then = map(branch.Then);
                Block? otherwise = branch.Else is null ? null : map(branch.Else);
                return ReferenceEquals(then, branch.Then) && ReferenceEquals(otherwise, branch.Else) ? branch : branch with { Then = then, Else = otherwise };
            case SwitchOperation choice:
                return choice with
                {
                    Cases = [.. choice.Cases.Select(c => c with { Body = map(c.Body) })],
                    Default = choice.Default is null ? null : map(choice.Default),
                };
            case ForOperation loop:
                return loop with { Body = map(loop.Body) };
            case WhileOperation loop:
                return loop with { Body = map(loop.Body) };
            case BoxOperation box:
                return box with { Body = map(box.Body) };
            default:
                return operation;
        }
    }

    /// <summary>Replaces the expressions that an operation itself holds, not those of the blocks inside it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="map">Gives the new expression.</param>
    /// <returns>The operation with its new expressions; the same object for operations without.</returns>
    public static Operation MapExpressions(this Operation operation, Func<Expression, Expression> map) => operation switch
    {
        GateOperation gate => MapGate(gate, map),
        IfOperation branch => Keep(branch.Condition, map, branch, c => branch with { Condition = c }),
        WhileOperation loop => Keep(loop.Condition, map, loop, c => loop with { Condition = c }),
        SwitchOperation choice => Keep(choice.Target, map, choice, t => choice with { Target = t }),
        AssignOperation assign => assign with { Target = MapTarget(assign.Target, map), Value = map(assign.Value) },
        DelayOperation delay => delay with { Duration = map(delay.Duration), Qubits = MapQubits(delay.Qubits, map) },
        BoxOperation { Duration: { } duration } box => box with { Duration = map(duration) },
        ForOperation loop => loop with
        {
            Start = loop.Start is null ? null : map(loop.Start),
            Step = loop.Step is null ? null : map(loop.Step),
            Stop = loop.Stop is null ? null : map(loop.Stop),
            Values = [.. loop.Values.Select(map)],
        },
        MeasureOperation measure when !measure.Qubit.IsStatic || measure.Target is { IsStatic: false } =>
            measure with { Qubit = MapQubit(measure.Qubit, map), Target = measure.Target is { } bit ? MapBit(bit, map) : null },
        ResetOperation reset when !reset.Qubit.IsStatic => reset with { Qubit = MapQubit(reset.Qubit, map) },
        BarrierOperation barrier => MapQubits(barrier.Qubits, map) is var qubits && qubits == barrier.Qubits ? barrier : barrier with { Qubits = qubits },
        _ => operation,
    };

    private static Operation Keep(Expression old, Func<Expression, Expression> map, Operation operation, Func<Expression, Operation> replace)
    {
        Expression mapped = map(old);
        return ReferenceEquals(mapped, old) ? operation : replace(mapped);
    }

    private static GateOperation MapGate(GateOperation gate, Func<Expression, Expression> map)
    {
        bool isSame = true;
        var angles = ImmutableArray.CreateBuilder<Expression>(gate.Angles.Count);
        foreach (Expression angle in gate.Angles)
        {
            Expression mapped = map(angle);
            isSame &= ReferenceEquals(mapped, angle);
            angles.Add(mapped);
        }

        EquatableArray<QubitOperand> qubits = MapQubits(gate.Qubits, map);
        if (isSame && qubits == gate.Qubits && gate.Modifiers.IsEmpty)
            return gate;
        return gate with
        {
            Angles = new EquatableArray<Expression>(angles.MoveToImmutable()),
            Qubits = qubits,
            Modifiers = [.. gate.Modifiers.Select(m => m.Exponent is null ? m : m with { Exponent = map(m.Exponent) })],
        };
    }

    private static AssignmentTarget MapTarget(AssignmentTarget target, Func<Expression, Expression> map) => target switch
    {
        BitTarget bit => bit with { Bit = MapBit(bit.Bit, map) },
        VariableTarget variable => variable with { Indices = [.. variable.Indices.Select(map)] },
        _ => target,
    };

    private static EquatableArray<QubitOperand> MapQubits(EquatableArray<QubitOperand> qubits, Func<Expression, Expression> map)
    {
        foreach (QubitOperand qubit in qubits)
        {
            if (!qubit.IsStatic)
                return [.. qubits.Select(q => MapQubit(q, map))];
        }

        return qubits;
    }

    private static QubitOperand MapQubit(QubitOperand qubit, Func<Expression, Expression> map) =>
        qubit.IsStatic ? qubit : qubit with { Element = map(qubit.Element!) };

    private static BitOperand MapBit(BitOperand bit, Func<Expression, Expression> map) =>
        bit.IsStatic ? bit : bit with { Element = map(bit.Element!) };
}
