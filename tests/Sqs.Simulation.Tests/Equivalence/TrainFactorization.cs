using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Simulation.Tests.Equivalence;

/// <summary>
/// The joint distribution of all spike trains of a network from its definition: neurons only meet through classical spikes, so the probability of a
/// record is the product over neurons of the probability of the neuron's train under the currents that the record causes. Each factor comes from a
/// circuit of that neuron alone.
/// </summary>
internal sealed class TrainFactorization(NetworkGraph graph, bool[][,] inputs)
{
    private readonly Dictionary<string, SortedDictionary<string, double>> _known = new(StringComparer.Ordinal);

    /// <summary>What input lines and biases contribute to a current.</summary>
    public double External(string population, int neuron, int step, int channel)
    {
        double current = 0;
        foreach (Synapse synapse in graph.Synapses.Where(s => s.To == population))
        {
            int size = graph.FindPopulation(population)!.Size;
            current += synapse.Bias.IsEmpty ? 0 : synapse.Bias[(channel * size) + neuron];
            int line = graph.Inputs.AsSpan().ToArray().ToList().FindIndex(i => i.Name == synapse.From);
            if (line >= 0 && step >= synapse.Delay)
                current += Contribution(synapse, size, neuron, channel, from => inputs[line][step - synapse.Delay, from], graph.Inputs[line].Size);
        }

        return current;
    }

    /// <summary>The distribution, keyed like the exact method's: registers population by population and step by step.</summary>
    public SortedDictionary<string, double> Joint()
    {
        var joint = new SortedDictionary<string, double>(StringComparer.Ordinal);
        int bits = graph.Populations.Sum(p => p.Size * p.Neuron.Channels) * graph.Steps;
        for (long record = 0; record < 1L << bits; record++)
        {
            long fixedRecord = record;
            double probability = 1;
            int offset = 0;
            foreach (Population population in graph.Populations)
            {
                for (int neuron = 0; neuron < population.Size && probability > 0; neuron++)
                    probability *= OfTrain(population, neuron, fixedRecord, offset);
                offset += population.Size * population.Neuron.Channels * graph.Steps;
            }

            if (probability > 0)
                joint[Key(fixedRecord)] = probability;
        }

        return joint;
    }

    private double OfTrain(Population population, int neuron, long record, int offset)
    {
        int channels = population.Neuron.Channels;
        double[] angles = new double[graph.Steps * channels];
        var train = new List<string>();
        for (int step = 0; step < graph.Steps; step++)
        {
            string spike = string.Empty;
            for (int channel = 0; channel < channels; channel++)
            {
                angles[(step * channels) + channel] = Math.PI * Math.Max(0, Current(population, neuron, step, channel, record));
                int bit = offset + (((step * population.Size) + neuron) * channels) + channel;
                spike = (record >> bit & 1) + spike;
            }

            train.Add(spike);
        }

        string key = $"{population.Name}/{neuron}/{string.Join(',', angles)}";
        if (!_known.TryGetValue(key, out SortedDictionary<string, double>? distribution))
            _known.Add(key, distribution = Alone(population, neuron, angles));
        return distribution.GetValueOrDefault(string.Join(' ', train));
    }

    private double Current(Population population, int neuron, int step, int channel, long record)
    {
        double current = External(population.Name, neuron, step, channel);
        foreach (Synapse synapse in graph.Synapses.Where(s => s.To == population.Name && s.Delay <= step))
        {
            int offset = 0;
            foreach (Population source in graph.Populations)
            {
                int channels = source.Neuron.Channels;
                int from = offset + ((step - synapse.Delay) * source.Size * channels);
                if (source.Name == synapse.From)
                    current += Contribution(synapse, population.Size, neuron, channel, i => (record >> (from + (i * channels) + (channels == 1 ? 0 : channel)) & 1) != 0, source.Size);
                offset += source.Size * channels * graph.Steps;
            }
        }

        return current;
    }

    private static double Contribution(Synapse synapse, int targets, int neuron, int channel, Func<int, bool> spikes, int sources)
    {
        double sum = 0;
        for (int from = 0; from < sources; from++)
        {
            double weight = synapse.Kind switch
            {
                ConnectionKind.Dense => synapse.Weights[(((channel * targets) + neuron) * sources) + from],
                ConnectionKind.OneToOne => from == neuron ? synapse.Weights[(channel * targets) + neuron] : 0,
                _ => Enumerable.Range(0, synapse.Targets.Count).Where(i => synapse.Targets[i] == neuron && synapse.Sources[i] == from)
                    .Sum(i => synapse.Weights[(channel * synapse.Targets.Count) + i]),
            };
            sum += spikes(from) ? weight : 0;
        }

        return sum;
    }

    private SortedDictionary<string, double> Alone(Population population, int neuron, double[] angles)
    {
        var single = new Population("n", 1, population.Neuron, [.. population.ParametersOf(neuron)]);
        var synapse = new Synapse { Name = "i", From = "x", To = "n", Kind = ConnectionKind.Dense, Weights = [.. Enumerable.Repeat(1.0, population.Neuron.Channels)] };
        NetworkGraph alone = graph with { Inputs = [new InputNode("x", 1)], Populations = [single], Synapses = [synapse], Outputs = ["n"] };
        LayerCircuit circuit = LayeredPlan.Create(alone).Plan!.Layers[0].Circuits[0];
        CircuitProgram bound = new BindInputsPass([.. angles]).Apply(circuit.Program, new PassContext(TargetProfiles.Native));
        return Simulator.Run(bound, new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0].Exact!.ToDictionary();
    }

    private string Key(long record)
    {
        var registers = new List<string>();
        int bit = 0;
        foreach (Population population in graph.Populations)
        {
            for (int step = 0; step < graph.Steps; step++)
            {
                string register = string.Empty;
                for (int i = 0; i < population.Size * population.Neuron.Channels; i++, bit++)
                    register = (record >> bit & 1) + register;
                registers.Add(register);
            }
        }

        return string.Join(' ', registers);
    }
}
