using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Targets.IonQ;

/// <summary>
/// Checks the <c>input</c> of an IonQ job against the vendor's published fields (API v0.4: gate names, which fields a gate takes, value types and ranges,
/// numbers of circuits and gates). Unknown fields are errors, as they are at the service.
/// </summary>
public static class IonQDocumentValidator
{
    private static readonly HashSet<string> QisGates = new(StringComparer.Ordinal)
    {
        "x", "y", "z", "rx", "ry", "rz", "h", "s", "si", "v", "vi", "t", "ti", "not", "cnot", "swap", "xx", "yy", "zz",
    };

    private static readonly HashSet<string> Rotations = new(StringComparer.Ordinal) { "rx", "ry", "rz", "xx", "yy", "zz" };

    private static readonly HashSet<string> Pairs = new(StringComparer.Ordinal) { "swap", "xx", "yy", "zz", "ms" };

    /// <summary>Validates the <c>input</c> object of a job of type <c>ionq.circuit.v1</c> or <c>ionq.multi-circuit.v1</c>.</summary>
    /// <param name="input">The object.</param>
    /// <param name="target">Gives the number of qubits and the limits.</param>
    /// <returns>What the service would refuse; empty for a valid document.</returns>
    public static DiagnosticBag ValidateInput(JObject input, Target target)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        var diagnostics = new DiagnosticBag();
        Fields(input, "input", ["gateset", "qubits", "circuit", "circuits"], diagnostics);
        string? gateset = (string?)input["gateset"];
        if (gateset is not ("qis" or "native"))
            Report(diagnostics, "input.gateset", "must be qis or native");
        if (input["circuit"] is not null == input["circuits"] is not null)
            Report(diagnostics, "input", "must have either circuit or circuits");
        foreach (string list in (ReadOnlySpan<string>)["circuit", "circuits"])
        {
            if (input[list] is { } value and not JArray)
                Report(diagnostics, $"input.{list}", "must be a list");
        }

        long gates = 0;
        if (input["circuit"] is JArray single)
            gates += Circuit(single, "input.circuit", Width(input, "input", target, diagnostics), gateset == "native", diagnostics);
        if (input["circuits"] is JArray many)
        {
            if (many.Count == 0 || many.Count > target.Limits.MaximumPrograms)
                Report(diagnostics, "input.circuits", $"has {many.Count} circuits; 1 to {target.Limits.MaximumPrograms} are taken");
            for (int i = 0; i < many.Count; i++)
                gates += Member(many[i], $"input.circuits[{i}]", input, target, diagnostics);
        }

        if (gates > target.Limits.MaximumGates)
            Report(diagnostics, "input", $"has {gates} gates; {target.Limits.MaximumGates} are taken");
        return diagnostics;
    }

    private static long Member(JToken token, string path, JObject input, Target target, DiagnosticBag diagnostics)
    {
        if (token is not JObject circuit || circuit["circuit"] is not JArray gates)
        {
            Report(diagnostics, path, "must be an object with a circuit");
            return 0;
        }

        if (circuit["name"] is { Type: not JTokenType.String })
            Report(diagnostics, path + ".name", "must be a text");
        Fields(circuit, path, ["name", "gateset", "qubits", "circuit", "registers"], diagnostics);
        string? gateset = (string?)(circuit["gateset"] ?? input["gateset"]);
        return Circuit(gates, path + ".circuit", Width(circuit["qubits"] is null ? input : circuit, path, target, diagnostics), gateset == "native", diagnostics);
    }

    private static int Width(JObject holder, string path, Target target, DiagnosticBag diagnostics)
    {
        if (holder["qubits"] is not JValue { Type: JTokenType.Integer } qubits || (long)qubits < 1 || (long)qubits > target.QubitCount)
        {
            Report(diagnostics, path + ".qubits", $"must be an integer from 1 to {target.QubitCount}");
            return target.QubitCount;
        }

        return (int)qubits;
    }

    private static long Circuit(JArray gates, string path, int qubits, bool isNative, DiagnosticBag diagnostics)
    {
        for (int i = 0; i < gates.Count; i++)
        {
            string place = $"{path}[{i}]";
            if (gates[i] is not JObject gate || gate["gate"] is not JValue { Type: JTokenType.String } name)
                Report(diagnostics, place, "must be an object with a gate");
            else if (isNative)
                Native(gate, (string)name!, place, qubits, diagnostics);
            else
                Qis(gate, (string)name!, place, qubits, diagnostics);
        }

        return gates.Count;
    }

    private static void Qis(JObject gate, string name, string path, int qubits, DiagnosticBag diagnostics)
    {
        if (!QisGates.Contains(name))
        {
            Report(diagnostics, path + ".gate", $"'{name}' is no QIS gate");
            return;
        }

        Fields(gate, path, ["gate", "target", "targets", "control", "controls", "rotation"], diagnostics);
        int[] targets = Operands(gate, "target", path, qubits, diagnostics);
        int[] controls = Operands(gate, "control", path, qubits, diagnostics);
        if (targets.Length != (Pairs.Contains(name) ? 2 : 1))
            Report(diagnostics, path, $"{name} has {targets.Length} targets");
        if (name == "cnot" && controls.Length == 0)
            Report(diagnostics, path, "cnot has no control");
        if (targets.Concat(controls).Distinct().Count() != targets.Length + controls.Length)
            Report(diagnostics, path, $"{name} names a qubit twice");
        if (Rotations.Contains(name) && gate["rotation"] is null)
            Report(diagnostics, path, $"{name} has no rotation");
        Number(gate, "rotation", path, diagnostics);
    }

    private static void Native(JObject gate, string name, string path, int qubits, DiagnosticBag diagnostics)
    {
        switch (name)
        {
            case "gpi" or "gpi2":
                Fields(gate, path, ["gate", "target", "phase"], diagnostics);
                Number(gate, "phase", path, diagnostics);
                if (gate["phase"] is null)
                    Report(diagnostics, path, $"{name} has no phase");
                break;
            case "ms":
                Fields(gate, path, ["gate", "targets", "phases", "angle"], diagnostics);
                Number(gate, "angle", path, diagnostics);
                if (gate["phases"] is not JArray { Count: 2 } phases || phases.Any(p => !IsNumber(p)))
                    Report(diagnostics, path + ".phases", "must be two numbers");
                break;
            case "zz":
                Fields(gate, path, ["gate", "targets", "angle", "phase"], diagnostics);
                Number(gate, "angle", path, diagnostics);
                Number(gate, "phase", path, diagnostics);
                if (gate["angle"] is null && gate["phase"] is null)
                    Report(diagnostics, path, "zz has neither angle nor phase");
                break;
            case "nop":
                return;
            default:
                Report(diagnostics, path + ".gate", $"'{name}' is no native gate");
                return;
        }

        int[] targets = Operands(gate, "target", path, qubits, diagnostics);
        if (targets.Distinct().Count() != (name is "ms" or "zz" ? 2 : 1) || targets.Length > 2)
            Report(diagnostics, path, $"{name} has {targets.Length} targets");
    }

    private static int[] Operands(JObject gate, string key, string path, int qubits, DiagnosticBag diagnostics)
    {
        JToken? one = gate[key];
        JToken? many = gate[key + "s"];
        if (one is not null && many is not null)
            Report(diagnostics, path, $"has both {key} and {key}s");
        JToken[] tokens = one is not null ? [one] : many is JArray list ? [.. list] : [];
        foreach (JToken token in tokens)
        {
            if (token.Type != JTokenType.Integer || (long)token < 0 || (long)token >= qubits)
                Report(diagnostics, $"{path}.{key}", $"must be a qubit from 0 to {qubits - 1}");
        }

        return [.. tokens.Where(t => t.Type == JTokenType.Integer).Select(t => (int)t)];
    }

    private static void Number(JObject gate, string key, string path, DiagnosticBag diagnostics)
    {
        if (gate[key] is { } value && !IsNumber(value))
            Report(diagnostics, $"{path}.{key}", "must be a finite number");
    }

    private static bool IsNumber(JToken token) => token.Type is JTokenType.Integer or JTokenType.Float && double.IsFinite((double)token);

    private static void Fields(JObject value, string path, string[] known, DiagnosticBag diagnostics)
    {
        foreach (JProperty property in value.Properties().Where(p => !known.Contains(p.Name)))
            Report(diagnostics, $"{path}.{property.Name}", "is an unknown field");
    }

    private static void Report(DiagnosticBag diagnostics, string path, string problem) =>
        diagnostics.Report(TargetDiagnostics.IonQDocument, SourceSpan.None, path, problem);
}
