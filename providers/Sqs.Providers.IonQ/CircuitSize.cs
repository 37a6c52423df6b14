using Newtonsoft.Json.Linq;

namespace Sqs.Providers.IonQ;

/// <summary>What an estimate is asked for: circuits of equal size count together.</summary>
/// <param name="Qubits">Number of qubits.</param>
/// <param name="OneQubitGates">Number of gates on one qubit.</param>
/// <param name="TwoQubitGates">Number of gates on more than one qubit.</param>
internal readonly record struct CircuitSize(int Qubits, int OneQubitGates, int TwoQubitGates)
{
    /// <summary>Reads the circuits of a request body; OpenQASM text has no sizes.</summary>
    public static IReadOnlyList<CircuitSize> Of(JObject body)
    {
        JToken? input = body["input"];
        if (input?["circuits"] is JArray circuits)
            return [.. circuits.Select(c => Of(c["circuit"], (int?)c["qubits"] ?? (int)input["qubits"]!))];
        return input?["circuit"] is JArray circuit ? [Of(circuit, (int)input["qubits"]!)] : [];
    }

    private static CircuitSize Of(JToken? circuit, int qubits)
    {
        int two = (circuit as JArray ?? []).Count(g => g["control"] is not null || g["controls"] is not null || g["targets"] is JArray { Count: > 1 });
        return new CircuitSize(qubits, (circuit as JArray ?? []).Count - two, two);
    }
}
