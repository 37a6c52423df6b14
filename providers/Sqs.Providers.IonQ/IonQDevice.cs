using Newtonsoft.Json.Linq;
using Sqs.Providers.Devices;
using Sqs.Providers.IonQ.Rest;

namespace Sqs.Providers.IonQ;

/// <summary>Reads a backend and its characterization.</summary>
internal static class IonQDevice
{
    public static BackendSnapshot Read(BackendDocument backend, IonQSettings settings, DateTimeOffset now, string backendText, JObject? characterization)
    {
        int qubits = backend.Qubits;
        var pairs = (characterization?["connectivity"] as JArray ?? []).OfType<JArray>().Where(p => p.Count == 2)
            .Select(p => QubitPair.Of((int)p[0], (int)p[1])).Distinct().ToList();
        bool isComplete = pairs.Count == 0 || pairs.Count >= qubits * (qubits - 1) / 2;
        List<RawDocument> documents = [new("backend", backendText)];
        if (characterization is not null)
            documents.Add(new RawDocument("characterization", characterization.ToString(Newtonsoft.Json.Formatting.None)));
        return new BackendSnapshot("ionq", backend.Backend ?? string.Empty, qubits)
        {
            TakenAt = now,
            IsSimulator = backend.IsSimulator,
            Warning = backend.Status?.ToUpperInvariant() is not ("AVAILABLE" or null) ? $"the service says the device is '{backend.Status}'"
                : backend.IsDegraded ? "the service says the device is degraded" : null,
            NativeGates = [.. backend.NativeGates ?? []],

            // Every pair of the older machines is connected; of newer ones the characterization lists a part.
            Coupling = isComplete ? [] : [.. pairs],

            // The service does not say which machines measure and reset inside a program, so it is a setting.
            HasMidCircuitMeasurement = settings.HasMidCircuitMeasurement,
            HasReset = settings.HasMidCircuitMeasurement,
            MaximumShots = backend.IsSimulator ? 1_000_000 : 10_000,
            Medians = characterization is null ? null : Medians(characterization),
            Documents = [.. documents],
        };
    }

    private static DeviceMedians Medians(JObject characterization)
    {
        JToken? fidelity = characterization["fidelity"];
        JToken? timing = characterization["timing"];
        return new DeviceMedians(
            (double?)fidelity?["1q"]?["median"],
            (double?)fidelity?["2q"]?["median"],
            (double?)fidelity?["spam"]?["median"],
            (double?)timing?["1q"],
            (double?)timing?["2q"],
            (double?)timing?["readout"],
            (double?)timing?["reset"],
            (double?)timing?["t1"],
            (double?)timing?["t2"]);
    }
}
