using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Tests.Targets;

/// <summary>Random dynamic circuits, the same for the same seed.</summary>
internal sealed class RandomPrograms(int seed)
{
    private static readonly double[] SpecialAngles = [0, Math.PI, -Math.PI, Math.PI / 2, -Math.PI / 2, Math.Tau, 3 * Math.PI, Math.PI / 4];
    private readonly Random _random = new(seed);
    private int _qubits;
    private int _bits;
    private int _measurements;

    /// <summary>Whether gates may carry modifiers and be composite.</summary>
    public bool Modifiers { get; init; } = true;

    /// <summary>Whether there are measurements in the middle, resets and conditionals.</summary>
    public bool Dynamic { get; init; } = true;

    /// <summary>How deep conditionals nest.</summary>
    public int Nesting { get; init; } = 1;

    /// <summary>Number of open inputs.</summary>
    public int Inputs { get; init; }

    /// <summary>Most measurements and resets, which each double the work of the enumerator.</summary>
    public int MaximumMeasurements { get; init; } = 6;

    public CircuitProgram Next(int qubits, int operations)
    {
        _qubits = qubits;
        _bits = 5;
        _measurements = 0;
        var builder = new CircuitBuilder($"random {seed}");
        builder.Qubits("q", qubits);
        builder.Bits("a", 3);
        builder.Bits("b", 2);
        Expression[] inputs = [.. Enumerable.Range(0, Inputs).Select(i => builder.Input($"p{i}", ClassicalType.Float))];
        Fill(builder, operations, inputs, Nesting);
        for (int i = 0; i < Math.Min(qubits, _bits); i++)
            builder.Measure(i, i);
        return builder.Build();
    }

    private void Fill(CircuitBuilder builder, int operations, Expression[] inputs, int nesting)
    {
        for (int i = 0; i < operations; i++)
        {
            int kind = _random.Next(Dynamic ? 12 : 9);
            bool mayMeasure = nesting == Nesting && _measurements < MaximumMeasurements;
            if (kind == 9 && mayMeasure)
            {
                _measurements++;
                builder.Measure(_random.Next(_qubits), _random.Next(_bits));
            }
            else if (kind == 10 && mayMeasure)
            {
                _measurements++;
                builder.Reset(_random.Next(_qubits));
            }
            else if (kind == 11 && nesting > 0)
            {
                builder.If(
                    Condition(builder),
                    () => Fill(builder, _random.Next(1, 4), inputs, nesting - 1),
                    _random.Next(3) == 0 ? () => Fill(builder, _random.Next(1, 3), inputs, nesting - 1) : null);
            }
            else
            {
                Gate(builder, inputs);
            }
        }
    }

    private Expression Condition(CircuitBuilder builder) => _random.Next(5) switch
    {
        0 => CircuitBuilder.BitIs(_random.Next(_bits), false),
        1 => builder.RegisterIs(0, _random.Next(8)),
        2 => builder.RegisterIs(1, _random.Next(4)),
        _ => CircuitBuilder.BitIs(_random.Next(_bits), true),
    };

    private void Gate(CircuitBuilder builder, Expression[] inputs)
    {
        StandardGate gate;
        do
        {
            gate = GateTable.All[_random.Next(GateTable.All.Length)];
        }
        while (gate.QubitCount > _qubits);
        var modifiers = new List<GateModifier>();
        int free = _qubits - gate.QubitCount;
        while (Modifiers && modifiers.Count < 3 && _random.Next(5) == 0)
        {
            GateModifierKind kind = (GateModifierKind)_random.Next(4);
            if (kind is GateModifierKind.Control or GateModifierKind.NegativeControl && --free < 0)
                break;
            modifiers.Add(new GateModifier(kind, kind == GateModifierKind.Power ? Expression.Int(_random.Next(-2, 4)) : null));
        }

        int[] order = [.. Enumerable.Range(0, _qubits)];
        _random.Shuffle(order);
        int operands = gate.QubitCount + modifiers.Count(m => m.IsControl);
        builder.Add(new GateOperation(
            gate,
            [.. Enumerable.Range(0, gate.ParameterCount).Select(_ => Angle(inputs))],
            [.. order.Take(operands).Select(q => (QubitOperand)q)],
            [.. modifiers]));
    }

    private Expression Angle(Expression[] inputs)
    {
        if (inputs.Length > 0 && _random.Next(3) == 0)
        {
            Expression input = inputs[_random.Next(inputs.Length)];
            return _random.Next(3) switch
            {
                0 => new UnaryExpression(UnaryOperator.Negate, input, ClassicalType.Float),
                1 => new BinaryExpression(BinaryOperator.Add, input, Expression.Float(0.7), ClassicalType.Float),
                _ => input,
            };
        }

        return _random.Next(3) == 0 ? SpecialAngles[_random.Next(SpecialAngles.Length)] : (_random.NextDouble() - 0.5) * 4 * Math.PI;
    }
}
