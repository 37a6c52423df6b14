using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Runs;
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
/// <param name="folds">How many times as many gates a neuron has, to amplify noise; see <see cref="FoldNeuronsPass"/>.</param>
public sealed class CircuitSampler(LayeredPlan plan, NoiseChoice? noise = null, Action<RunJob>? record = null, int folds = 1) : ISpikeSampler
{
    private readonly FoldNeuronsPass _folding = new(folds);

    /// <inheritdoc/>
    public async Task SampleAsync(BoundNetwork network, NetworkTrains trains, SamplingRequest request, CancellationToken cancellation)
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
                var exchange = new LayerExchange(plan.Layers[layer].Circuits[circuit], network, trains, request);
                if (!exchange.IsClamped)
                    RunCircuit(exchange, request.Threads, RandomStreams.For(seed, (ulong)layer, (ulong)circuit), cancellation);
            }

            await ClassicalLayer.SampleAsync(plan.Layers[layer], network, trains, request, cancellation).ConfigureAwait(false);
        }
    }

    private void RunCircuit(LayerExchange exchange, int threads, ulong seed, CancellationToken cancellation)
    {
        CircuitProgram program = _folding.Apply(exchange.Circuit.Program, new PassContext(TargetProfiles.Native));
        ParameterSets parameters = exchange.Inputs(cancellation);
        var settings = new RunSettings(exchange.ShotsPerSet, seed, Noise: noise?.For(program));
        SimulationRequest run = NativeReplay.RequestFor(settings, parameters) with { Threads = threads };
        SimulationResult result = Simulator.Run(program, run, cancellation);
        record?.Invoke(new RunJob(program.Name.Text, program, settings, parameters, [.. result.Sets.Select(RecordedSet.Of)]));
        for (int set = 0; set < parameters.Count; set++)
        {
            for (int shot = 0; shot < settings.Shots; shot++)
                exchange.Store(set, shot, result.Sets[set].Records.Record(shot));
        }
    }
}
