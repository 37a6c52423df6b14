using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Noise;

/// <summary>Reads the tree of a noise model document. Only what is left out is without noise: what has another form is refused where it stands.</summary>
/// <param name="file">Name of the file, for diagnostics.</param>
internal sealed class NoiseModelReader(string file)
{
    /// <summary>Reads a document.</summary>
    /// <param name="document">Its root, with the places of what it holds.</param>
    /// <returns>The model; its figures are unchecked.</returns>
    /// <exception cref="DiagnosticException">A member is unknown or has the wrong form, or a gate or its qubits cannot be.</exception>
    public NoiseModel Read(JToken document)
    {
        JObject root = Object(document, "the document");
        RefuseOthers(root, ["name", "default_qubit", "qubits", "one_qubit", "two_qubit", "gates", "time_step"]);
        return new NoiseModel
        {
            Name = Text(root, "name") ?? file,
            DefaultQubit = root["default_qubit"] is { } qubit ? Qubit(qubit) : new QubitNoise(),
            Qubits = Array(root, "qubits").Select(Qubit).ToEquatableArray(),
            OneQubit = root["one_qubit"] is { } one ? Gate(one) : new GateNoise(0, 0),
            TwoQubit = root["two_qubit"] is { } two ? Gate(two) : new GateNoise(0, 0),
            Gates = Array(root, "gates").Select(Gate).ToEquatableArray(),
            TimeStep = Number(root, "time_step") ?? 0,
        };
    }

    private QubitNoise Qubit(JToken token)
    {
        JObject entry = Object(token, token.Path);
        RefuseOthers(entry, ["t1", "t2", "readout_error_of_zero", "readout_error_of_one", "readout_time", "reset_error", "reset_time"]);
        double decay = Number(entry, "t1") ?? double.PositiveInfinity;
        return new QubitNoise
        {
            T1 = decay,

            // Without dephasing of its own a qubit keeps its coherence as long as its decay allows.
            T2 = Number(entry, "t2") ?? (2 * decay),
            ReadoutErrorOfZero = Number(entry, "readout_error_of_zero") ?? 0,
            ReadoutErrorOfOne = Number(entry, "readout_error_of_one") ?? 0,
            ReadoutTime = Number(entry, "readout_time") ?? 0,
            ResetError = Number(entry, "reset_error") ?? 0,
            ResetTime = Number(entry, "reset_time") ?? 0,
        };
    }

    private GateNoise Gate(JToken token)
    {
        JObject entry = Object(token, token.Path);
        RefuseOthers(entry, ["gate", "qubits", "error", "time"]);
        StandardGate? gate = null;
        if (Text(entry, "gate") is { } name && !GateTable.TryFind(name, out gate))
        {
            throw Refusal(entry["gate"]!, $"'{name}' is no gate of the gate table{NameSuggestion.Clause(name, GateTable.All.Select(static g => g.Name))} Gates with a definition have the noise of those of their body");
        }

        var qubits = new List<int>();
        foreach (JToken item in Array(entry, "qubits"))
        {
            if (item.Type != JTokenType.Integer || item is not JValue { Value: long and >= 0 and <= int.MaxValue and var index })
                throw Refusal(item, $"'{item.Path}' is no index of a qubit; it is an integer from 0");
            if (qubits.Contains((int)index))
                throw Refusal(item, $"'{item.Path}' names qubit {index} twice; the qubits of a gate differ");
            qubits.Add((int)index);
        }

        if (gate is not null && qubits.Count > 0 && qubits.Count != gate.QubitCount)
            throw Refusal(entry["qubits"]!, $"'{entry.Path}' has {qubits.Count} qubits; '{gate.Name}' is a gate on {gate.QubitCount} qubits");
        return new GateNoise(Number(entry, "error") ?? 0, Number(entry, "time") ?? 0) { Gate = gate?.Name, Qubits = qubits.ToEquatableArray() };
    }

    private JObject Object(JToken token, string what) => token as JObject ?? throw Wrong(token, what, "an object");

    private JArray Array(JObject entry, string member) => entry[member] switch
    {
        null => [],
        JArray array => array,
        var other => throw Wrong(other, other.Path, "an array"),
    };

    private double? Number(JObject entry, string member) => entry[member] switch
    {
        null => null,
        { Type: JTokenType.Integer or JTokenType.Float } number => (double)number,
        var other => throw Wrong(other, other.Path, "a number"),
    };

    private string? Text(JObject entry, string member) => entry[member] switch
    {
        null => null,
        { Type: JTokenType.String } text => (string?)text,
        var other => throw Wrong(other, other.Path, "a text"),
    };

    private void RefuseOthers(JObject entry, string[] known)
    {
        foreach (JProperty property in entry.Properties())
        {
            if (!known.Contains(property.Name))
                throw Refusal(property, $"'{property.Name}' is no member here{NameSuggestion.Clause(property.Name, known)} There are {string.Join(", ", known)}");
        }
    }

    private DiagnosticException Wrong(JToken token, string what, string form)
    {
        string found = token.Type switch
        {
            JTokenType.Object => "an object",
            JTokenType.Array => "an array",
            JTokenType.String => "a text",
            JTokenType.Null => "null",
            _ => token.ToString(Formatting.None),
        };
        return Refusal(token, $"'{what}' is {found}; it is {form}");
    }

    private DiagnosticException Refusal(JToken token, string reason)
    {
        IJsonLineInfo place = token;
        return new DiagnosticException(SimulationDiagnostics.NoiseFile.At(SourceSpan.At(file, place.LineNumber, place.LinePosition), file, reason));
    }
}
