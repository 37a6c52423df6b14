using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Plans;
using Sqs.Providers.Results;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Execution.Devices;

/// <summary>Reads the spikes of a network that ran as one program.</summary>
public static class DeviceTrains
{
    /// <summary>Reads the spikes.</summary>
    /// <param name="plan">The plan of the program.</param>
    /// <param name="spikes">The input spikes, one train.</param>
    /// <param name="result">What the device measured.</param>
    /// <param name="job">The job, for messages.</param>
    /// <returns>The spikes of all populations, a train a shot.</returns>
    /// <exception cref="DiagnosticException">Registers are missing.</exception>
    public static NetworkTrains Of(FusedPlan plan, SpikeTensor spikes, CircuitResult result, string job)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(result);
        if (result.Records is not { Shots: > 0 } records || !result.UnreportedRegisters.IsEmpty)
            throw new DiagnosticException(DeviceDiagnostics.Unreported.At(SourceSpan.None, job, string.Join(", ", result.UnreportedRegisters)));
        NetworkGraph graph = plan.Graph;
        var layout = new NetworkLayout(graph);
        var trains = new NetworkTrains(layout, samples: 1, records.Shots);
        trains.SetInputs(spikes, samples: 1);
        var request = new SamplingRequest { Samples = 1, Seed = 0, SampleLabels = [0] };
        var exchange = new LayerExchange(new LayerCircuit(plan.Program, plan.Groups), new BoundNetwork(layout), trains, request);
        for (int shot = 0; shot < records.Shots; shot++)
            exchange.StoreTrain(shot, records.Record(shot));
        return trains;
    }
}
