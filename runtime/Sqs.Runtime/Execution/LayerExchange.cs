using Sqs.Compiler.Plans;
using Sqs.Runtime.Spikes;
using Sqs.Simulation;

namespace Sqs.Runtime.Execution;

/// <summary>
/// What passes between the host and one circuit of a layered plan in one batch: the values of the circuit's inputs, worked out from the spikes so far, and the spikes
/// that come back.
/// </summary>
internal sealed class LayerExchange
{
    private readonly BoundNetwork _network;
    private readonly NetworkTrains _trains;
    private readonly SamplingRequest _request;
    private readonly PopulationLayout[] _populations;
    private readonly bool _isShared;

    /// <summary>Prepares the exchange.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="network">The network with its values.</param>
    /// <param name="trains">Spikes are read from it and written to it.</param>
    /// <param name="request">What is drawn.</param>
    public LayerExchange(LayerCircuit circuit, BoundNetwork network, NetworkTrains trains, SamplingRequest request)
    {
        Circuit = circuit;
        _network = network;
        _trains = trains;
        _request = request;
        _populations = [.. circuit.Groups.Select(g => network.Layout.Populations.First(p => p.Population.Name == g.Population.Name))];

        // Currents that no neuron's spikes reach are the same in all shots of a sample: one parameter set serves them all.
        _isShared = _populations.All(p => p.Incoming.All(i => i.Wiring.Source < network.Layout.Graph.Inputs.Count));
    }

    /// <summary>The circuit.</summary>
    public LayerCircuit Circuit { get; }

    /// <summary>Whether nothing of it is drawn.</summary>
    public bool IsClamped => _populations.All(p => _request.Clamped.Contains(p.Index));

    /// <summary>Shots a parameter set.</summary>
    public int ShotsPerSet => _isShared ? _trains.Shots : 1;

    /// <summary>The values of the circuit's inputs, a row a parameter set.</summary>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The values.</returns>
    public ParameterSets Inputs(CancellationToken cancellation)
    {
        int sets = _isShared ? _request.Samples : _request.Samples * _trains.Shots;
        int inputs = Circuit.Program.Inputs.Count;
        double[] values = new double[sets * inputs];
        Parallel.For(0, sets, new ParallelOptions { MaxDegreeOfParallelism = _request.Threads, CancellationToken = cancellation }, set =>
        {
            Span<double> row = values.AsSpan(set * inputs, inputs);
            for (int g = 0; g < _populations.Length; g++)
                Bind(Circuit.Groups[g], _populations[g], _isShared ? set * _trains.Shots : set, row);
        });
        return new ParameterSets(sets, inputs, values);
    }

    /// <summary>Stores the spikes of one shot.</summary>
    /// <param name="set">Index of the parameter set.</param>
    /// <param name="shot">Index of the shot in it.</param>
    /// <param name="record">The shot's record over all bits of the circuit.</param>
    public void Store(int set, int shot, ReadOnlySpan<ulong> record) => StoreTrain((set * ShotsPerSet) + shot, record);

    /// <summary>Stores the spikes of one train.</summary>
    /// <param name="train">Index of the train.</param>
    /// <param name="record">The shot's record over all bits of the circuit.</param>
    public void StoreTrain(int train, ReadOnlySpan<ulong> record)
    {
        for (int g = 0; g < _populations.Length; g++)
        {
            if (_request.Clamped.Contains(_populations[g].Index))
                continue;
            NeuronGroup group = Circuit.Groups[g];
            SpikeTensor spikes = _trains.Populations[_populations[g].Index];
            int width = group.Count * _populations[g].Channels;
            int first = group.FirstNeuron * _populations[g].Channels;
            for (int step = 0; step < spikes.Steps; step++)
            {
                Span<ulong> target = spikes.Row(train, step);
                int bit = group.Bit(group.FirstNeuron, step, 0);
                for (int i = 0; i < width; i++)
                    SetBit(target, first + i, ((record[(bit + i) >> 6] >> ((bit + i) & 63)) & 1) != 0);
            }
        }
    }

    private void Bind(NeuronGroup group, PopulationLayout population, int train, Span<double> row)
    {
        int channels = population.Channels;
        double[] currents = new double[population.Width];
        for (int step = 0; step < _network.Layout.Graph.Steps; step++)
        {
            if (group.StepEncodings[step] < 0)
                continue;
            _network.Currents(population, _trains, train, step, currents);
            Span<double> encodings = row.Slice(group.StepEncodings[step], group.Count * channels);
            for (int i = 0; i < encodings.Length; i++)
                encodings[i] = population.Population.Neuron.EncodingAngle(currents[(group.FirstNeuron * channels) + i]);
        }

        if (group.FirstParameter < 0)
            return;
        int names = population.ParametersPerNeuron;
        _network.Parameters.Slice(population.AngleOffset + (group.FirstNeuron * names), group.Count * names).CopyTo(row[group.FirstParameter..]);
    }

    private static void SetBit(Span<ulong> words, int bit, bool value)
    {
        ulong mask = 1UL << (bit & 63);
        words[bit >> 6] = value ? words[bit >> 6] | mask : words[bit >> 6] & ~mask;
    }
}
