using System.Collections.Concurrent;
using Sqs.Runtime.Execution.Dynamics;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Execution;

/// <summary>
/// Draws spikes from the neurons' contracted dynamics on the host, step by step, so that any graph runs, recurrent ones too. The spike of a neuron is a function
/// of (seed, sample label, shot, population, step, neuron): the same on any number of threads.
/// </summary>
public sealed class KrausSampler : ISpikeSampler
{
    private readonly ConcurrentBag<Worker> _workers = [];

    /// <inheritdoc/>
    public Task SampleAsync(BoundNetwork network, NetworkTrains trains, SamplingRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(trains);
        ArgumentNullException.ThrowIfNull(request);
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation };
        Parallel.For(
            0,
            request.Samples,
            options,
            () => _workers.TryTake(out Worker? worker) && worker.Network == network ? worker : new Worker(network),
            (sample, _, worker) =>
            {
                for (int shot = 0; shot < trains.Shots; shot++)
                    worker.Run(trains, request, sample, shot);
                return worker;
            },
            _workers.Add);
        return Task.CompletedTask;
    }

    private sealed class Worker
    {
        private readonly double[][] _states;
        private readonly double[] _currents;
        private readonly double[] _uniforms;
        private readonly ScoreWorkspace _workspace = new();

        public Worker(BoundNetwork network)
        {
            Network = network;
            _states = [.. network.Dynamics.Select(d => new double[d.Neurons * d.StateLength])];
            _currents = new double[network.Layout.Populations.Max(p => p.Width)];
            _uniforms = new double[network.Layout.Populations.Max(p => p.Size)];
        }

        public BoundNetwork Network { get; }

        public void Run(NetworkTrains trains, SamplingRequest request, int sample, int shot)
        {
            NetworkLayout layout = Network.Layout;
            ulong label = request.SampleLabels[sample];
            int train = (sample * trains.Shots) + shot;
            foreach (PopulationLayout population in layout.Populations)
            {
                PopulationDynamics dynamics = Network.Dynamics[population.Index];
                for (int neuron = 0; neuron < population.Size; neuron++)
                    dynamics.Start(_states[population.Index].AsSpan(neuron * dynamics.StateLength, dynamics.StateLength));
            }

            for (int step = 0; step < layout.Graph.Steps; step++)
            {
                foreach (int index in layout.Order)
                {
                    if (!request.Clamped.Contains(index))
                        RunStep(layout.Populations[index], trains, train, step, request.Seed, RandomStreams.For(RandomStreams.Spikes, label, (ulong)shot, (ulong)index));
                }
            }
        }

        private void RunStep(PopulationLayout population, NetworkTrains trains, int train, int step, ulong seed, ulong stream)
        {
            PopulationDynamics dynamics = Network.Dynamics[population.Index];
            Span<double> currents = _currents.AsSpan(0, population.Width);
            Network.Currents(population, trains, train, step, currents);
            Span<ulong> row = trains.Populations[population.Index].Row(train, step);
            row.Clear();
            Span<double> states = _states[population.Index];
            if (Network.Layout.Continued(population) is { } source)
                _states[source].CopyTo(states);
            Span<double> uniforms = _uniforms.AsSpan(0, population.Size);
            CounterRandom.Uniforms(seed, stream, (ulong)step * (ulong)population.Size, uniforms);
            dynamics.DrawStep(currents, states, uniforms, row, _workspace);
        }
    }
}
