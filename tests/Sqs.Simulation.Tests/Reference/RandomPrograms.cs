using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Tests.Reference;

/// <summary>Draws random dynamic circuits from a seed.</summary>
internal static class RandomPrograms
{
    private static readonly StandardGate[] Gates = [.. GateTable.All.Where(static g => g.QubitCount > 0)];

    /// <summary>A circuit of random gates of the table, measurements, resets and conditionals, two bit registers.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="largest">Most qubits.</param>
    /// <param name="dynamic">Whether there are conditionals.</param>
    /// <returns>The circuit.</returns>
    public static CircuitProgram Dynamic(int seed, int largest, bool dynamic = true)
    {
        var random = new System.Random(seed);
        int qubits = random.Next(1, largest + 1);
        var builder = new CircuitBuilder();
        builder.Qubits("q", qubits);
        int bits = random.Next(2, 7);
        int low = random.Next(1, bits);
        builder.Bits("a", low);
        builder.Bits("b", bits - low);
        int operations = random.Next(5, 40);
        int events = random.Next(1, 21);
        for (int i = 0; i < operations; i++)
            Append(builder, random, qubits, bits, ref events, dynamic ? 2 : 0);
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
                builder.Add(new Compiler.Ir.Operations.MeasureOperation(
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
}
