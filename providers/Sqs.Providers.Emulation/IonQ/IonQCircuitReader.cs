using System.Collections.Frozen;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Providers.Emulation.IonQ;

/// <summary>Reads circuits in the service's JSON form and measures every qubit at the end into <c>output_all</c>.</summary>
internal static class IonQCircuitReader
{
    public const string AllQubits = "output_all";

    private static readonly FrozenDictionary<string, StandardGate> Qis = GateTable.All
        .Where(g => g.QisName is not null && g.ControlCount == 0).GroupBy(g => g.QisName!).ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    public static CircuitProgram Read(JArray circuit, int qubits, bool isNative)
    {
        var builder = new CircuitBuilder("circuit");
        builder.Qubits("q", qubits);
        builder.Bits(AllQubits, qubits);
        foreach (JToken gate in circuit)
            builder.Add(isNative ? Native((JObject)gate) : Abstract((JObject)gate));
        for (int qubit = 0; qubit < qubits; qubit++)
            builder.Measure(qubit, qubit);
        return builder.Build();
    }

    private static GateOperation Abstract(JObject json)
    {
        string name = (string)json["gate"]!;
        List<int> controls = Indices(json, "control");
        List<int> targets = Indices(json, "target");
        string bare = name is "cnot" ? "x" : name is "not" ? "x" : name;
        StandardGate gate = name == "z" && json["rotation"] is not null ? GateTable.Find("p")
            : Qis.GetValueOrDefault(bare) ?? throw new FormatException($"the gate '{name}' is not known");
        if (gate.QubitCount != targets.Count || (name == "cnot" && controls.Count == 0))
            throw new FormatException($"'{name}' has the wrong number of qubits");
        Expression[] angles = gate.ParameterCount == 0 ? [] : [Expression.Float((double?)json["rotation"] ?? throw new FormatException($"'{name}' lacks its rotation"))];
        return Operation(gate, angles, [.. controls, .. targets], controls.Count);
    }

    private static GateOperation Native(JObject json)
    {
        string name = (string)json["gate"]!;
        List<int> targets = Indices(json, "target");
        double Turns(JToken? value) => ((double?)value ?? throw new FormatException($"'{name}' lacks an angle")) * Math.Tau;
        return name switch
        {
            "gpi" or "gpi2" => Operation(GateTable.Find(name), [Turns(json["phase"])], targets, 0),
            "ms" => Operation(GateTable.Find("ms"), [Turns(json["phases"]?[0]), Turns(json["phases"]?[1]), Turns(json["angle"] ?? 0.25)], targets, 0),
            "zz" => Operation(GateTable.Find("rzz"), [Turns(json["angle"] ?? json["phase"])], targets, 0),
            _ => throw new FormatException($"the native gate '{name}' is not known"),
        };
    }

    private static GateOperation Operation(StandardGate gate, Expression[] angles, List<int> qubits, int controls) => new(
        gate, [.. angles], [.. qubits.Select(q => (QubitOperand)q)], [.. Enumerable.Repeat(new GateModifier(GateModifierKind.Control), controls)]);

    private static List<int> Indices(JObject json, string key) =>
        json[key] is { } one ? [(int)one] : json[key + "s"] is JArray many ? [.. many.Select(i => (int)i)] : [];
}
