using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Neurons;

namespace Sqs.Compiler.Plans;

/// <summary>
/// Lowers the populations of a layer. Names: qubits <c>q_POPULATION</c> (neuron after neuron, channels before memory), spikes
/// <c>s_POPULATION_tSTEP</c> with bit <c>neuron * channels + channel</c>, encoding angles <c>z_POPULATION_NEURON_tSTEP</c> with <c>_cCHANNEL</c> for
/// neurons of several channels, parameters <c>p_POPULATION_NEURON_NAME</c>. One register a population and step keeps the bits that decide
/// something together in one register. An encoding angle only meets an uncontrolled rotation, whose meaning has a period of one turn, so it is
/// an <c>angle</c>; parameters reach controlled rotations, whose period is two turns, so they are <c>float</c>.
/// </summary>
internal sealed class LayerLowering(NetworkGraph graph, LayeredPlanOptions options)
{
    /// <summary>Lowers a layer.</summary>
    /// <param name="names">Its populations.</param>
    /// <returns>The layer's circuits.</returns>
    public PlanLayer Lower(EquatableArray<string> names)
    {
        var circuits = new List<LayerCircuit>();
        var open = new List<(Population Population, int First, int Count)>();
        int width = 0;
        foreach (string name in names)
        {
            Population population = graph.FindPopulation(name)!;
            int qubits = population.Neuron.QubitCount;
            for (int first = 0; first < population.Size && qubits > 0;)
            {
                int count = Math.Min(population.Size - first, (options.MaximumQubits - width) / qubits);
                if (count == 0)
                {
                    circuits.Add(LowerCircuit(open, circuits.Count, names));
                    open.Clear();
                    width = 0;
                    continue;
                }

                open.Add((population, first, count));
                first += count;
                width += count * qubits;
            }
        }

        if (open.Count > 0)
            circuits.Add(LowerCircuit(open, circuits.Count, names));
        return new PlanLayer(names, [.. circuits]);
    }

    private LayerCircuit LowerCircuit(List<(Population Population, int First, int Count)> parts, int index, EquatableArray<string> names)
    {
        var builder = new CircuitBuilder($"{graph.Name}/{string.Join("+", names)}{(index == 0 ? string.Empty : $"/{index}")}");
        int inputs = 0;
        var groups = new List<NeuronGroup>(parts.Count);
        var parameters = new List<Expression[]>(parts.Count);
        var encodings = new List<Expression?[]>(parts.Count);
        foreach ((Population population, int first, int count) in parts)
        {
            int firstParameter = options.Parameters == ParameterBinding.Inputs && !population.Neuron.ParameterNames.IsEmpty ? inputs : -1;
            parameters.Add(DeclareParameters(builder, population, first, count));
            inputs += firstParameter < 0 ? 0 : parameters[^1].Length;
            int[] steps = new int[graph.Steps];
            encodings.Add(DeclareEncodings(builder, population, first, count, steps, ref inputs));
            QubitRegister qubits = builder.Qubits($"q_{population.Name}", count * population.Neuron.QubitCount);
            int firstBit = builder.BitCount;
            for (int step = 0; step < graph.Steps; step++)
                builder.Bits(new SpikeRegisterName(population.Name, step).ToString(), count * population.Neuron.Channels);
            groups.Add(new NeuronGroup(population, first, count, qubits.Offset, firstBit, firstParameter, [.. steps]));
        }

        for (int step = 0; step < graph.Steps; step++)
        {
            for (int part = 0; part < groups.Count; part++)
                AppendStep(builder, groups[part], step, parameters[part], encodings[part]);
        }

        return new LayerCircuit(builder.Build(), [.. groups]);
    }

    private Expression[] DeclareParameters(CircuitBuilder builder, Population population, int first, int count)
    {
        EquatableArray<string> names = population.Neuron.ParameterNames;
        var values = new Expression[count * names.Count];
        for (int i = 0; i < values.Length; i++)
        {
            int neuron = first + (i / names.Count);
            values[i] = options.Parameters == ParameterBinding.Literal
                ? Expression.Float(population.ParametersOf(neuron)[i % names.Count])
                : builder.Input($"p_{population.Name}_{neuron}_{names[i % names.Count]}", ClassicalType.Float);
        }

        return values;
    }

    private Expression?[] DeclareEncodings(CircuitBuilder builder, Population population, int first, int count, int[] steps, ref int inputs)
    {
        int channels = population.Neuron.Channels;
        var values = new Expression?[graph.Steps * count * channels];
        for (int step = 0; step < graph.Steps; step++)
        {
            steps[step] = HasCurrent(population, step) ? inputs : -1;
            for (int i = 0; i < count * channels && steps[step] >= 0; i++)
            {
                string channel = channels == 1 ? string.Empty : $"_c{i % channels}";
                values[(step * count * channels) + i] = builder.Input($"z_{population.Name}_{first + (i / channels)}_t{step}{channel}");
                inputs++;
            }
        }

        return values;
    }

    private bool HasCurrent(Population population, int step) =>
        population.Neuron.EncodingAngle(0) != 0 ||
        graph.Synapses.Any(s => s.To == population.Name && (s.Delay <= step || !s.Bias.IsEmpty));

    private void AppendStep(CircuitBuilder builder, NeuronGroup group, int step, Expression[] parameters, Expression?[] encodings)
    {
        NeuronModel model = group.Population.Neuron;
        Span<int> qubits = stackalloc int[model.QubitCount];
        Span<int> bits = stackalloc int[model.Channels];
        int names = model.ParameterNames.Count;
        for (int local = 0; local < group.Count; local++)
        {
            int neuron = group.FirstNeuron + local;
            for (int i = 0; i < qubits.Length; i++)
                qubits[i] = group.Qubit(neuron, i);
            for (int channel = 0; channel < bits.Length; channel++)
                bits[channel] = group.Bit(neuron, step, channel);
            builder.Origin = Origin.Graph(group.Population.Name, neuron, step);
            model.AppendStep(
                builder,
                qubits,
                encodings.AsSpan(((step * group.Count) + local) * model.Channels, model.Channels),
                parameters.AsSpan(local * names, names),
                bits,
                isLastStep: step == graph.Steps - 1);
        }
    }
}
