using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Sources;
using Sqs.Simulation;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Execution.Devices;

/// <summary>
/// Lets a network spike on a device: one job a layer and batch, a circuit a parameter set. Between layers the host works out the currents of every shot from the joint
/// spike trains of that shot. Jobs are durable and named by what they are for, so a run that was killed goes on with the job it was at.
/// </summary>
public sealed class DeviceSampler : ISpikeSampler
{
    private const int MostRounds = 5;

    private readonly DeviceNetwork _network;
    private readonly JobRunner _runner;
    private readonly string _run;
    private readonly JobOptions _options;
    private readonly Dictionary<int, LayerShots> _last = [];

    /// <summary>Creates the sampler.</summary>
    /// <param name="network">The network, compiled for the device.</param>
    /// <param name="runner">Runs its jobs.</param>
    /// <param name="run">Identifier of the run, see <see cref="WorkName.NewRun"/>.</param>
    /// <param name="options">How jobs run.</param>
    public DeviceSampler(DeviceNetwork network, JobRunner runner, string run, JobOptions options)
    {
        _network = network;
        _runner = runner;
        _run = run;
        _options = options;
    }

    /// <summary>What was used so far.</summary>
    public DeviceUsage Usage { get; } = new();

    /// <inheritdoc/>
    public async Task SampleAsync(BoundNetwork network, NetworkTrains trains, SamplingRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(trains);
        ArgumentNullException.ThrowIfNull(request);
        for (int layer = 0; layer < _network.Plan.Layers.Count; layer++)
        {
            LayerExchange[] exchanges = [.. _network.Plan.Layers[layer].Circuits.Select(c => new LayerExchange(c, network, trains, request)).Where(e => !e.IsClamped)];
            if (exchanges.Length > 0)
                await RunLayerAsync(layer, exchanges, request, cancellation).ConfigureAwait(false);
            await ClassicalLayer.SampleAsync(_network.Plan.Layers[layer], network, trains, request, cancellation).ConfigureAwait(false);
        }
    }

    private async Task RunLayerAsync(int layer, LayerExchange[] exchanges, SamplingRequest request, CancellationToken cancellation)
    {
        ParameterSets[] inputs = [.. exchanges.Select(e => e.Inputs(cancellation))];
        LayerShots shots = await ShotsAsync(layer, exchanges, inputs, request, cancellation).ConfigureAwait(false);
        for (int e = 0; e < exchanges.Length; e++)
        {
            for (int set = 0; set < inputs[e].Count; set++)
            {
                for (int shot = 0; shot < exchanges[e].ShotsPerSet; shot++)
                    exchanges[e].Store(set, shot, shots.Record(e, set, shot));
            }
        }
    }

    // Rules ask for a batch twice, with clamped outputs to learn from and with free ones to count right answers. Where nothing that reaches a layer differs, the shots
    // just measured serve once more: on hardware each costs.
    private async Task<LayerShots> ShotsAsync(int layer, LayerExchange[] exchanges, ParameterSets[] inputs, SamplingRequest request, CancellationToken cancellation)
    {
        string content = Digest(exchanges, inputs);
        int wanted = exchanges[0].ShotsPerSet;
        if (_last.Remove(layer, out LayerShots? last) && last.Content == content && last.Shots >= wanted)
            return last;
        var shots = new LayerShots(content, wanted, [.. inputs.Select(i => i.Count)]);
        string batch = string.Join(',', request.SampleLabels.Take(request.Samples).Select(l => l.ToString("x", CultureInfo.InvariantCulture)));
        for (int round = 0; !shots.IsComplete; round++)
        {
            if (round == MostRounds)
                throw new DiagnosticException(DeviceDiagnostics.TooFewShots.At(SourceSpan.None, _network.Backend, MostRounds));
            await RunAsync(layer, exchanges, inputs, shots, $"{layer}\n{request.Seed}\n{batch}\n{content}\n{wanted}\n{round}", cancellation).ConfigureAwait(false);
        }

        _last[layer] = shots;
        return shots;
    }

    // Devices may drop shots, of which a training step needs every one: what is missing is run again.
    private async Task RunAsync(int layer, LayerExchange[] exchanges, ParameterSets[] inputs, LayerShots shots, string piece, CancellationToken cancellation)
    {
        var circuits = new List<CircuitRequest>();
        var places = new List<(int Exchange, int Set)>();
        for (int e = 0; e < exchanges.Length; e++)
        {
            IReadOnlyList<CircuitRequest> all = JobSource.Circuits(_network.ProgramOf(exchanges[e].Circuit), inputs[e], shots.Shots);
            for (int set = 0; set < all.Count; set++)
            {
                if (shots.IsFilled(e, set))
                    continue;
                circuits.Add(all[set]);
                places.Add((e, set));
            }
        }

        string name = $"{_network.Plan.Graph.Name}/{string.Join('+', _network.Plan.Layers[layer].Populations)}";
        var work = new WorkName(_run, piece);
        var request = new JobRequest([.. circuits]) { Name = name, Options = _options with { Seed = CounterRandom.Combine(_options.Seed, work.Stream) } };
        (JobView view, JobResult result) = await _runner.RunAsync(work, _network.Backend, request, _network.Device, cancellation).ConfigureAwait(false);
        Usage.Count(view);
        for (int i = 0; i < places.Count; i++)
        {
            CircuitResult circuit = result.Circuits[i];
            if (!circuit.UnreportedRegisters.IsEmpty || circuit.Records is null)
                throw new DiagnosticException(DeviceDiagnostics.Unreported.At(SourceSpan.None, view.Job.Id, string.Join(", ", circuit.UnreportedRegisters)));
            shots.Add(places[i].Exchange, places[i].Set, circuit.Records);
        }
    }

    private static string Digest(LayerExchange[] exchanges, ParameterSets[] inputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int e = 0; e < exchanges.Length; e++)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(exchanges[e].Circuit.Program.Name.Text));
            for (int set = 0; set < inputs[e].Count; set++)
                hash.AppendData(MemoryMarshal.AsBytes(inputs[e][set]));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
