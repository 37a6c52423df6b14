using Newtonsoft.Json.Linq;
using Sqs.Compiler.Targets;
using Sqs.Providers.Devices;

namespace Sqs.Runtime.Reports;

/// <summary>The JSON form of backends. What a provider does not say is null.</summary>
public static class BackendDocument
{
    /// <summary>Describes a line of the list of backends.</summary>
    /// <param name="backend">The backend.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(BackendSummary backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        return new JObject
        {
            ["provider"] = backend.Provider,
            ["backend"] = backend.Name,
            ["state"] = backend.State.ToString(),
            ["qubits"] = backend.QubitCount,
            ["simulator"] = backend.IsSimulator,
            ["queue_length"] = backend.QueueLength,
            ["queue_seconds"] = backend.QueueTime?.TotalSeconds,
            ["as_of"] = backend.AsOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["note"] = backend.Note,
        };
    }

    /// <summary>Describes what a device can do: capabilities, limits and the model of its price.</summary>
    /// <param name="device">The device.</param>
    /// <param name="target">The target that is compiled for.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(BackendSnapshot device, Target target)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(target);
        var document = new JObject
        {
            ["provider"] = device.Provider,
            ["backend"] = device.Backend,
            ["as_of"] = device.TakenAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["qubits"] = device.QubitCount,
            ["simulator"] = device.IsSimulator,
            ["native_gates"] = new JArray(target.Gates.Select(g => g.Name)),
            ["connectivity"] = target.Coupling is null ? "all to all" : $"{target.Coupling.Edges.Count} pairs",
            ["mid_circuit_measurement"] = target.MidCircuitMeasurement,
            ["reset"] = target.Reset,
            ["feed_forward"] = target.FeedForward is not null,
            ["limits"] = Limits(device, target.Limits),
            ["price_model"] = Price(target.Cost),
        };
        if (device.Medians is { } medians)
            document["median_errors"] = Known(("one_qubit", 1 - medians.OneQubitFidelity), ("two_qubit", 1 - medians.TwoQubitFidelity), ("readout", 1 - medians.SpamFidelity));
        else if (!device.Qubits.IsEmpty)
            document["median_errors"] = Known(
                ("one_qubit", Median(device.Gates.Where(g => g.Qubits.Count == 1).Select(g => g.Error))),
                ("two_qubit", Median(device.Gates.Where(g => g.Qubits.Count == 2).Select(g => g.Error))),
                ("readout", Median(device.Qubits.Select(q => (q.ReadoutErrorOfZero + q.ReadoutErrorOfOne) / 2))));
        return document;
    }

    private static JObject Limits(BackendSnapshot device, TargetLimits limits) => Known(
        ("shots", Math.Min(device.MaximumShots, limits.MaximumShots)),
        ("executions_a_job", limits.MaximumExecutions),
        ("circuits_a_job", limits.MaximumPrograms),
        ("gates_a_job", limits.MaximumGates),
        ("bytes_a_job", limits.MaximumBytes),
        ("qpu_seconds_a_job", limits.MaximumQpuSeconds));

    private static JObject Price(CostModel cost) => Known(
        ("seconds_a_job", cost.SecondsPerJob),
        ("seconds_between_shots", cost.DelayPerExecution),
        ("least_usd_a_second", cost.LeastPerSecond),
        ("most_usd_a_second", cost.MostPerSecond),
        ("usd_a_one_qubit_gate", cost.PerOneQubitGate),
        ("usd_a_two_qubit_gate", cost.PerTwoQubitGate),
        ("least_usd_a_program", cost.MinimumPerProgram),
        ("least_usd_a_mitigated_program", cost.MinimumPerMitigatedProgram));

    // What has no limit and what is not known is left out.
    private static JObject Known(params (string Name, double? Value)[] figures)
    {
        var document = new JObject();
        foreach ((string name, double? value) in figures)
        {
            if (value is { } known && double.IsFinite(known) && known is not 0 and < int.MaxValue)
                document[name] = Math.Round(known, 9);
        }

        return document;
    }

    private static double? Median(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        return sorted.Length == 0 ? null : sorted[sorted.Length / 2];
    }
}
