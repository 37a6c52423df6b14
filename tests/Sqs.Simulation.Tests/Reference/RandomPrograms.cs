using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Simulation.Tests.Reference;

/// <summary>Draws random dynamic circuits from a seed.</summary>
internal static class RandomPrograms
{
    // Measurements and resets in the body of a loop, which goes round at most three times.
    private const int MostEventsInLoop = 3;

    private static readonly StandardGate[] Gates = [.. GateTable.All.Where(static g => g.QubitCount > 0)];

    /// <summary>A circuit of random gates of the table, measurements, resets and conditionals, two bit registers.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="largest">Most qubits.</param>
    /// <param name="dynamic">Whether there are conditionals.</param>
    /// <param name="loops">
    /// Whether there are loops: over a range or a list, with conditions on the loop variable; and, where there are conditionals, on an outcome, which a pair
    /// of bits stops after two rounds.
    /// </param>
    /// <returns>The circuit.</returns>
    public static CircuitProgram Dynamic(int seed, int largest, bool dynamic = true, bool loops = false)
    {
        var random = new System.Random(seed);
        int qubits = random.Next(1, largest + 1);
        var builder = new CircuitBuilder();
        builder.Qubits("q", qubits);
        int bits = random.Next(2, 7);
        int low = random.Next(1, bits);
        builder.Bits("a", low);
        builder.Bits("b", bits - low);
        var loop = loops ? new LoopParts(builder.Bits("left", 2).Offset, builder.Variable("i", ClassicalType.Int)) : null;
        int operations = random.Next(5, 40);
        int events = random.Next(1, 21);
        for (int i = 0; i < operations; i++)
        {
            if (loop is not null && random.Next(8) == 0)
                AppendLoop(builder, random, qubits, bits, dynamic, loop, ref events);
            else
                Append(builder, random, qubits, bits, ref events, dynamic ? 2 : 0);
        }

        return builder.Build();
    }

    /// <summary>A circuit of gates of the table alone, measured at the end.</summary>
    /// <param name="random">Where the choices come from.</param>
    /// <param name="qubits">Number of qubits.</param>
    /// <param name="gates">Number of gates.</param>
    /// <param name="filter">Which gates are drawn; null for all.</param>
    /// <returns>The circuit.</returns>
    public static CircuitProgram Unitary(System.Random random, int qubits, int gates, Func<StandardGate, bool>? filter = null)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", qubits);
        builder.Bits("c", qubits);
        for (int i = 0; i < gates; i++)
            AppendGate(builder, random, qubits, filter);
        for (int i = 0; i < qubits; i++)
            builder.Measure(i, i);
        return builder.Build();
    }

    /// <summary>A neuron of several qubits: two layers of rotations and a ring of cx, some qubits measured and reset every step.</summary>
    /// <param name="io">Qubits that are measured.</param>
    /// <param name="memory">Qubits that are not.</param>
    /// <param name="steps">Number of steps.</param>
    /// <returns>The circuit.</returns>
    public static CircuitProgram Neuron(int io, int memory, int steps)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", io + memory);
        builder.Bits("s", io * steps);
        for (int step = 0; step < steps; step++)
        {
            for (int layer = 0; layer < 2; layer++)
            {
                for (int qubit = 0; qubit < io + memory; qubit++)
                {
                    builder.Gate("rx", 0.3 + step + layer + (0.37 * qubit), qubit);
                    builder.Gate("rz", 0.5 + (0.23 * qubit), qubit);
                }

                for (int qubit = 0; qubit < io + memory; qubit++)
                    builder.Gate("cx", qubit, (qubit + 1) % (io + memory));
            }

            for (int qubit = 0; qubit < io; qubit++)
                builder.Measure(qubit, (step * io) + qubit);
            for (int qubit = 0; qubit < io; qubit++)
                builder.Reset(qubit);
        }

        return builder.Build();
    }

    private static void Append(CircuitBuilder builder, System.Random random, int qubits, int bits, ref int events, int depth)
    {
        int kind = random.Next(10);
        if (kind < 6 || events == 0)
        {
            AppendGate(builder, random, qubits);
            return;
        }

        events--;
        int left = events;
        switch (kind)
        {
            case 6 or 7:
                builder.Add(new MeasureOperation(
                    random.Next(qubits), random.Next(8) == 0 ? null : (BitOperand)random.Next(bits)));
                break;
            case 8:
                builder.Reset(random.Next(qubits));
                break;
            case 9 when depth > 0:
                int length = random.Next(1, 4);
                Action fill = () =>
                {
                    for (int i = 0; i < length; i++)
                        Append(builder, random, qubits, bits, ref left, depth - 1);
                };
                builder.If(Condition(builder, random, bits), fill, random.Next(2) == 0 ? null : fill);
                events = left;
                break;
            default:
                AppendGate(builder, random, qubits);
                break;
        }
    }

    private static void AppendLoop(CircuitBuilder builder, System.Random random, int qubits, int bits, bool dynamic, LoopParts loop, ref int events)
    {
        int left = Math.Min(events, MostEventsInLoop);
        events -= left;
        int length = random.Next(1, 4);
        void Fill()
        {
            for (int i = 0; i < length; i++)
                Append(builder, random, qubits, bits, ref left, dynamic ? 1 : 0);
        }

        if (dynamic && random.Next(2) == 0)
        {
            AppendWhile(builder, random, qubits, bits, loop.Counter, Fill);
            return;
        }

        // A round of its own for one value of the loop variable.
        Block body = builder.Nested(() =>
        {
            Fill();
            builder.If(new BinaryExpression(BinaryOperator.Equal, loop.Variable, Expression.Int(1), ClassicalType.Bool), () => AppendGate(builder, random, qubits));
        });
        bool isRange = random.Next(2) == 0;
        builder.Add(new ForOperation(
            loop.Variable.Variable,
            isRange ? Expression.Int(0) : null,
            null,
            isRange ? Expression.Int(random.Next(-1, 3)) : null,
            isRange ? [] : [Expression.Int(1), Expression.Int(5)],
            body));
    }

    // Two bits count down: the first says that a round is left, and takes the second behind each.
    private static void AppendWhile(CircuitBuilder builder, System.Random random, int qubits, int bits, int counter, Action fill)
    {
        void Assign(int bit, Expression value) => builder.Add(new AssignOperation(new BitTarget(bit), value));
        var yes = new ConstantExpression(ClassicalValue.Bit(true));
        Assign(counter, yes);
        Assign(counter + 1, yes);
        var condition = new BinaryExpression(
            BinaryOperator.LogicalAnd, CircuitBuilder.BitIs(random.Next(bits), random.Next(2) == 0), CircuitBuilder.BitIs(counter, true), ClassicalType.Bool);
        builder.Add(new WhileOperation(condition, builder.Nested(() =>
        {
            fill();
            builder.Measure(random.Next(qubits), random.Next(bits));
            Assign(counter, new BitExpression(counter + 1));
            Assign(counter + 1, new ConstantExpression(ClassicalValue.Bit(false)));
        })));
    }

    private static Expression Condition(CircuitBuilder builder, System.Random random, int bits) =>
        random.Next(4) == 0 ? builder.RegisterIs(random.Next(2), random.Next(2)) : CircuitBuilder.BitIs(random.Next(bits), random.Next(2) == 0);

    private static void AppendGate(CircuitBuilder builder, System.Random random, int qubits, Func<StandardGate, bool>? filter = null)
    {
        StandardGate gate;
        do
            gate = Gates[random.Next(Gates.Length)];
        while (gate.QubitCount > qubits || filter?.Invoke(gate) == false);
        int[] operands = [.. Enumerable.Range(0, qubits)];
        random.Shuffle(operands);
        Expression[] angles = [.. Enumerable.Range(0, gate.ParameterCount).Select(_ => Expression.Float((random.NextDouble() - 0.5) * 4 * Math.PI))];
        builder.Gate(gate, [.. angles], operands.AsSpan(0, gate.QubitCount));
    }

    private sealed record LoopParts(int Counter, VariableExpression Variable);
}
