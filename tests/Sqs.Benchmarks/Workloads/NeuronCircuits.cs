using Sqs.Compiler.Ir;

namespace Sqs.Benchmarks.Workloads;

/// <summary>The circuits of the workloads.</summary>
internal static class NeuronCircuits
{
    /// <summary>Encoding currents of the published single-neuron example.</summary>
    public static readonly double[] Currents = [0.3, 0, 0.8, 0.1, 0.5, 0, 0.9, 0.2, 0.4, 0.7];

    private const double Entangle = 0.7;
    private const double Memory = 0.4;
    private const double Input = 1.1;

    /// <summary>Neurons of one input-output and one memory qubit, side by side, measured and reset every step.</summary>
    /// <param name="neurons">Number of neurons.</param>
    /// <param name="steps">Number of steps.</param>
    /// <returns>The circuit.</returns>
    public static CircuitProgram Chains(int neurons, int steps)
    {
        var builder = new CircuitBuilder("chains");
        builder.Qubits("q", 2 * neurons);
        builder.Bits("s", neurons * steps);
        for (int step = 0; step < steps; step++)
        {
            for (int neuron = 0; neuron < neurons; neuron++)
            {
                Step(builder, 2 * neuron, (2 * neuron) + 1, Currents[(step + neuron) % Currents.Length]);
                builder.Measure(2 * neuron, (neuron * steps) + step);
                if (step + 1 < steps)
                    builder.Reset(2 * neuron);
            }
        }

        return builder.Build();
    }

    /// <summary>One neuron with a fresh qubit a step, everything measured at the end.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <returns>The circuit of steps + 1 qubits.</returns>
    public static CircuitProgram Deferred(int steps)
    {
        var builder = new CircuitBuilder("deferred");
        builder.Qubits("q", steps + 1);
        builder.Bits("s", steps);
        for (int step = 0; step < steps; step++)
            Step(builder, step + 1, 0, Currents[step % Currents.Length]);
        for (int step = 0; step < steps; step++)
            builder.Measure(step + 1, step);
        return builder.Build();
    }

    /// <summary>A neuron of several input-output and memory qubits: layers of rx, rz and a ring of cx.</summary>
    /// <param name="io">Input-output qubits.</param>
    /// <param name="memory">Memory qubits.</param>
    /// <param name="layers">Layers.</param>
    /// <param name="steps">Steps.</param>
    /// <returns>The circuit.</returns>
    public static CircuitProgram Ring(int io, int memory, int layers, int steps)
    {
        var builder = new CircuitBuilder("ring");
        int qubits = io + memory;
        builder.Qubits("q", qubits);
        builder.Bits("s", io * steps);
        for (int step = 0; step < steps; step++)
        {
            for (int channel = 0; channel < io; channel++)
                builder.Gate("rx", Math.PI * Currents[(step + channel) % Currents.Length], channel);
            for (int layer = 0; layer < layers; layer++)
            {
                for (int qubit = 0; qubit < qubits; qubit++)
                {
                    builder.Gate("rx", 0.3 + (0.17 * ((layer * qubits) + qubit)), qubit);
                    builder.Gate("rz", 0.5 + (0.13 * ((layer * qubits) + qubit)), qubit);
                }

                for (int qubit = 0; qubit < qubits; qubit++)
                    builder.Gate("cx", qubit, (qubit + 1) % qubits);
            }

            for (int channel = 0; channel < io; channel++)
                builder.Measure(channel, (step * io) + channel);
            for (int channel = 0; channel < io && step + 1 < steps; channel++)
                builder.Reset(channel);
        }

        return builder.Build();
    }

    /// <summary>Layers of random one-qubit rotations and cz gates on neighbours, measured at the end.</summary>
    /// <param name="qubits">Number of qubits.</param>
    /// <param name="depth">Number of layers.</param>
    /// <returns>The circuit.</returns>
    public static CircuitProgram RandomLayers(int qubits, int depth)
    {
        var random = new Random(7);
        var builder = new CircuitBuilder("random");
        builder.Qubits("q", qubits);
        builder.Bits("c", qubits);
        string[] rotations = ["rx", "ry", "rz"];
        for (int layer = 0; layer < depth; layer++)
        {
            for (int qubit = 0; qubit < qubits; qubit++)
                builder.Gate(rotations[random.Next(3)], random.NextDouble() * Math.Tau, qubit);
            for (int qubit = layer & 1; qubit + 1 < qubits; qubit += 2)
                builder.Gate("cz", qubit, qubit + 1);
        }

        for (int qubit = 0; qubit < qubits; qubit++)
            builder.Measure(qubit, qubit);
        return builder.Build();
    }

    /// <summary>The quantum Fourier transform of a product state, measured at the end.</summary>
    /// <param name="qubits">Number of qubits.</param>
    /// <returns>The circuit.</returns>
    public static CircuitProgram Fourier(int qubits)
    {
        var builder = new CircuitBuilder("qft");
        builder.Qubits("q", qubits);
        builder.Bits("c", qubits);
        for (int qubit = 0; qubit < qubits; qubit++)
            builder.Gate("ry", 0.1 * (qubit + 1), qubit);
        for (int target = qubits - 1; target >= 0; target--)
        {
            builder.Gate("h", target);
            for (int control = target - 1; control >= 0; control--)
                builder.Gate("cp", Math.PI / (1L << (target - control)), control, target);
        }

        for (int qubit = 0; qubit < qubits / 2; qubit++)
            builder.Gate("swap", qubit, qubits - 1 - qubit);
        for (int qubit = 0; qubit < qubits; qubit++)
            builder.Measure(qubit, qubit);
        return builder.Build();
    }

    private static void Step(CircuitBuilder builder, int io, int memory, double current)
    {
        if (current > 0)
            builder.Gate("rx", Math.PI * current, io);
        builder.Gate("crx", Entangle, memory, io);
        builder.Gate("rx", Memory, memory);
        builder.Gate("rx", Input, io);
    }
}
