using Newtonsoft.Json.Linq;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Ibm.Rest;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Ibm;

/// <summary>Reads configuration and properties of a backend.</summary>
internal static class IbmDevice
{
    public static Outcome<BackendSnapshot> Read(string name, DateTimeOffset now, string configurationText, string? propertiesText)
    {
        if (!VendorCall.Parse<ConfigurationDocument>(configurationText).TryGet(out ConfigurationDocument? configuration, out ProviderError? error))
            return error;
        PropertiesDocument? properties = null;
        if (propertiesText is not null && !VendorCall.Parse<PropertiesDocument>(propertiesText).TryGet(out properties, out error))
            return error;
        IReadOnlyList<string> instructions = configuration.SupportedInstructions ?? configuration.BasisGates;
        bool branches = instructions.Contains("if_else") && (configuration.SupportedFeatures ?? []).Contains("dynamic_circuits");
        List<RawDocument> documents = [new("configuration", configurationText)];
        if (propertiesText is not null)
            documents.Add(new RawDocument("properties", propertiesText));
        return new BackendSnapshot("ibm", name, configuration.QubitCount)
        {
            TakenAt = now,
            IsSimulator = configuration.IsSimulator,
            NativeGates = [.. configuration.BasisGates],
            Coupling = [.. (configuration.CouplingMap ?? []).Where(p => p.Length == 2).Select(p => QubitPair.Of(p[0], p[1])).Distinct()],

            // Devices without branches are also those that cannot measure a qubit twice.
            HasMidCircuitMeasurement = branches,
            HasReset = instructions.Contains("reset"),
            HasFeedForward = branches,
            Qubits = [.. (properties?.Qubits ?? []).Select(Qubit)],
            Gates = [.. (properties?.Gates ?? []).Select(Gate)],
            Documents = [.. documents],
        };
    }

    /// <summary>What a status says stands in the way of a run.</summary>
    public static string? WarningOf(JObject status)
    {
        string word = (string?)status["status"] ?? string.Empty;
        bool isUsable = (bool?)status["state"] != false && word.ToUpperInvariant() is "ACTIVE" or "ONLINE" or "";
        string? message = (string?)status["message"];
        return isUsable ? null : $"the service says the device is '{word}'{(string.IsNullOrEmpty(message) ? string.Empty : $": {message}")}; jobs wait until it is back";
    }

    private static QubitCalibration Qubit(IReadOnlyList<PropertyDocument> values, int qubit)
    {
        double? average = values.FirstOrDefault(v => v.Name == "readout_error")?.Value;
        return new QubitCalibration(
            qubit,
            Seconds(values, "T1"),
            Seconds(values, "T2"),
            values.FirstOrDefault(v => v.Name == "prob_meas1_prep0")?.Value ?? average,
            values.FirstOrDefault(v => v.Name == "prob_meas0_prep1")?.Value ?? average,
            Seconds(values, "readout_length"));
    }

    private static GateCalibration Gate(GatePropertiesDocument gate) => new(
        gate.Gate,
        [.. gate.Qubits],
        gate.Parameters.FirstOrDefault(p => p.Name == "gate_error")?.Value,
        Seconds(gate.Parameters, "gate_length"));

    private static double? Seconds(IReadOnlyList<PropertyDocument> values, string name) => values.FirstOrDefault(v => v.Name == name)?.InSeconds;
}
