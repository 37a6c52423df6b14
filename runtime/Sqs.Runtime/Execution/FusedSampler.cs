using Sqs.Compiler.Ir;
using Sqs.Compiler.Plans;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Runs;
using Sqs.Runtime.Spikes;
using Sqs.Simulation;
using Sqs.Simulation.Results;

namespace Sqs.Runtime.Execution;

/// <summary>
/// Draws the spikes of a network on one train of input spikes by running its <see cref="FusedPlan"/> on the native engine: one dynamic program, so that
/// recurrent synapses run too.
/// </summary>
/// <param name="plan">The plan, for the values of its graph.</param>
/// <param name="inputs">The input spikes, one train over all lines.</param>
/// <param name="noise">Noise of the program; null for none.</param>
/// <param name="record">Receives the job that was run; null to keep none.</param>
public sealed class FusedSampler(FusedPlan plan, SpikeTensor inputs, NoiseChoice? noise = null, Action<RunJob>? record = null) : ISpikeSampler
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">More than one sample, or clamped populations: the program holds all neurons and one train of inputs.</exception>
    public Task SampleAsync(BoundNetwork network, NetworkTrains trains, SamplingRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(trains);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Samples != 1 || request.Clamped.Count > 0)
            throw new NotSupportedException("a fused program runs one sample with all its neurons");
        CircuitProgram program = plan.Program;
        double[] values = plan.Bind(ExternalCurrents.Of(plan.Graph, inputs));
        var parameters = new ParameterSets(1, values.Length, values);
        var settings = new RunSettings(trains.Shots, request.Seed, Noise: noise?.For(program));
        SimulationRequest run = NativeReplay.RequestFor(settings, parameters) with { Threads = request.Threads };
        SimulationResult result = Simulator.Run(program, run, cancellation);
        record?.Invoke(new RunJob(program.Name.Text, program, settings, parameters, [.. result.Sets.Select(RecordedSet.Of)]));
        var exchange = new LayerExchange(new LayerCircuit(program, plan.Groups), network, trains, request);
        for (int shot = 0; shot < trains.Shots; shot++)
            exchange.StoreTrain(shot, result.Sets[0].Records.Record(shot));
        return Task.CompletedTask;
    }
}
