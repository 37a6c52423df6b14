using Sqs.Compiler.Plans;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Runs;
using Sqs.Runtime.Spikes;
using Sqs.Simulation;
using Sqs.Simulation.Random;
using Sqs.Simulation.Results;

namespace Sqs.Runtime.Execution;

/// <summary>
/// Draws spikes by running the compiled circuits of a <see cref="LayeredPlan"/> on the native engine, layer by layer: the currents of a layer come, shot by shot,
/// from the joint spike trains of the layers before it. The programs are those that go to a device; angles are bound as inputs, so that one set of
/// programs serves a whole training run. The spikes are a function of the seed, the samples' labels and their order in the batch.
/// </summary>
/// <param name="plan">The plan; with <see cref="ParameterBinding.Inputs"/> it serves every value of the parameters, else only those of its graph.</param>
/// <param name="noise">Noise of the circuits; null for none.</param>
/// <param name="record">Receives every job that was run; null to keep none.</param>
public sealed class CircuitSampler(LayeredPlan plan, NoiseChoice? noise = null, Action<RunJob>? record = null) : ISpikeSampler
{
    /// <inheritdoc/>
    public Task SampleAsync(BoundNetwork network, NetworkTrains trains, SamplingRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(trains);
        ArgumentNullException.ThrowIfNull(request);
        ulong seed = request.Seed;
        foreach (ulong label in request.SampleLabels.Take(request.Samples))
            seed = CounterRandom.Combine(seed, label);
        for (int layer = 0; layer < plan.Layers.Count; layer++)
        {
            for (int circuit = 0; circuit < plan.Layers[layer].Circuits.Count; circuit++)
            {
                ulong circuitSeed = RandomStreams.For(seed, (ulong)layer, (ulong)circuit);
                RunCircuit(plan.Layers[layer].Circuits[circuit], network, trains, request, circuitSeed, cancellation);
            }
        }

        return Task.CompletedTask;
    }

    private void RunCircuit(
        LayerCircuit circuit, BoundNetwork network, NetworkTrains trains, SamplingRequest request, ulong seed, CancellationToken cancellation)
    {
        PopulationLayout[] populations = [.. circuit.Groups.Select(g => network.Layout.Populations.First(p => p.Population.Name == g.Population.Name))];
        if (populations.All(p => request.Clamped.Contains(p.Index)))
            return;

        // Currents that no neuron's spikes reach are the same in all shots of a sample: one parameter set serves them all.
        bool isShared = populations.All(p => p.Incoming.All(i => i.Wiring.Source < network.Layout.Graph.Inputs.Count));
        int sets = isShared ? request.Samples : request.Samples * trains.Shots;
        int inputs = circuit.Program.Inputs.Count;
        double[] values = new double[sets * inputs];
        Parallel.For(0, sets, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation }, set =>
        {
            Span<double> row = values.AsSpan(set * inputs, inputs);
            for (int g = 0; g < populations.Length; g++)
                Bind(circuit.Groups[g], populations[g], network, trains, isShared ? set * trains.Shots : set, row);
        });

        var settings = new RunSettings(isShared ? trains.Shots : 1, seed, Noise: noise?.For(circuit.Program));
        var parameters = new ParameterSets(sets, inputs, values);
        SimulationRequest run = NativeReplay.RequestFor(settings, parameters) with { Threads = request.Threads };
        SimulationResult result = Simulator.Run(circuit.Program, run, cancellation);
        record?.Invoke(new RunJob(circuit.Program.Name.Text, circuit.Program, settings, parameters, [.. result.Sets.Select(RecordedSet.Of)]));
        for (int set = 0; set < sets; set++)
        {
            for (int shot = 0; shot < settings.Shots; shot++)
                Store(circuit, populations, result.Sets[set].Records.Record(shot), request, (set * settings.Shots) + shot, trains);
        }
    }

    private static void Bind(NeuronGroup group, PopulationLayout population, BoundNetwork network, NetworkTrains trains, int train, Span<double> row)
    {
        int channels = population.Channels;
        double[] currents = new double[population.Width];
        for (int step = 0; step < network.Layout.Graph.Steps; step++)
        {
            if (group.StepEncodings[step] < 0)
                continue;
            network.Currents(population, trains, train, step, currents);
            Span<double> encodings = row.Slice(group.StepEncodings[step], group.Count * channels);
            for (int i = 0; i < encodings.Length; i++)
                encodings[i] = Math.PI * Math.Max(0, currents[(group.FirstNeuron * channels) + i]);
        }

        if (group.FirstParameter < 0)
            return;
        int names = population.ParametersPerNeuron;
        network.Parameters.Slice(population.AngleOffset + (group.FirstNeuron * names), group.Count * names).CopyTo(row[group.FirstParameter..]);
    }

    private static void Store(
        LayerCircuit circuit, PopulationLayout[] populations, ReadOnlySpan<ulong> record, SamplingRequest request, int train, NetworkTrains trains)
    {
        for (int g = 0; g < populations.Length; g++)
        {
            if (request.Clamped.Contains(populations[g].Index))
                continue;
            NeuronGroup group = circuit.Groups[g];
            SpikeTensor spikes = trains.Populations[populations[g].Index];
            int width = group.Count * populations[g].Channels;
            int first = group.FirstNeuron * populations[g].Channels;
            for (int step = 0; step < spikes.Steps; step++)
            {
                Span<ulong> target = spikes.Row(train, step);
                int bit = group.Bit(group.FirstNeuron, step, 0);
                for (int i = 0; i < width; i++)
                    SetBit(target, first + i, ((record[(bit + i) >> 6] >> ((bit + i) & 63)) & 1) != 0);
            }
        }
    }

    private static void SetBit(Span<ulong> words, int bit, bool value)
    {
        ulong mask = 1UL << (bit & 63);
        words[bit >> 6] = value ? words[bit >> 6] | mask : words[bit >> 6] & ~mask;
    }
}
