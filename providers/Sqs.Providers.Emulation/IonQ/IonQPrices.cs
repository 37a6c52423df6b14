using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Providers.Emulation.IonQ;

/// <summary>What emulated jobs cost: one formula for estimates and for what is charged, with the planning prices of the target.</summary>
internal static class IonQPrices
{
    /// <summary>Price of one circuit.</summary>
    /// <param name="backend">Name of the backend; the simulator is free.</param>
    /// <param name="oneQubitGates">Gates on one qubit.</param>
    /// <param name="twoQubitGates">Gates on more.</param>
    /// <param name="shots">Number of shots.</param>
    /// <param name="isMitigated">Whether errors are mitigated.</param>
    /// <returns>US dollars, to the cent.</returns>
    public static decimal Of(string backend, long oneQubitGates, long twoQubitGates, long shots, bool isMitigated)
    {
        CostModel cost = backend == IonQEmulator.Simulator ? TargetProfiles.IonQSimulator.Cost : TargetProfiles.IonQForte.Cost;
        return Math.Round((decimal)cost.PriceOf(oneQubitGates, twoQubitGates, shots, isMitigated), 2);
    }

    /// <summary>Price of a job: each of its circuits for itself.</summary>
    /// <param name="body">The request.</param>
    /// <returns>US dollars.</returns>
    public static decimal Of(JObject body)
    {
        string backend = (string?)body["backend"] ?? string.Empty;
        long shots = (long?)body["shots"] ?? 100;
        bool isMitigated = (bool?)body["settings"]?["error_mitigation"]?["debiasing"] == true;
        if (body["input"]?["circuits"] is JArray circuits)
            return circuits.Sum(c => Of(backend, c["circuit"] as JArray ?? [], shots, isMitigated));
        if (body["input"]?["circuit"] is JArray circuit)
            return Of(backend, circuit, shots, isMitigated);
        (long one, long two) = Count(IonQEmulator.ProgramOf(body));
        return Of(backend, one, two, shots, isMitigated);
    }

    private static decimal Of(string backend, JArray circuit, long shots, bool isMitigated)
    {
        long two = circuit.Count(g => Wires(g, "target") + Wires(g, "control") > 1);
        return Of(backend, circuit.Count - two, two, shots, isMitigated);
    }

    private static int Wires(JToken gate, string role) => gate[role] is not null ? 1 : (gate[role + "s"] as JArray)?.Count ?? 0;

    private static (long One, long Two) Count(CircuitProgram program)
    {
        GateOperation[] gates = [.. program.Body.DescendantOperations().OfType<GateOperation>()];
        long two = gates.LongCount(g => g.Qubits.Count > 1);
        return (gates.Length - two, two);
    }
}
