using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Noise;

/// <summary>Noise models as JSON documents. Times in seconds; what is left out is without noise.</summary>
public static class NoiseModelFile
{
    /// <summary>Reads a model.</summary>
    /// <param name="text">The document.</param>
    /// <param name="name">Name of the file, for diagnostics.</param>
    /// <returns>The model, checked.</returns>
    /// <exception cref="DiagnosticException">The text is no noise model, or a figure is out of range.</exception>
    public static NoiseModel Read(string text, string name)
    {
        NoiseModel model;
        try
        {
            JObject root = JObject.Parse(text);
            RefuseOthers(root, ["name", "default_qubit", "qubits", "one_qubit", "two_qubit", "gates", "time_step"]);
            model = new NoiseModel
            {
                Name = (string?)root["name"] ?? name,
                DefaultQubit = root["default_qubit"] is JObject qubit ? ReadQubit(qubit) : new QubitNoise(),
                Qubits = root["qubits"] is JArray qubits ? qubits.Cast<JObject>().Select(ReadQubit).ToEquatableArray() : [],
                OneQubit = root["one_qubit"] is JObject one ? ReadGate(one) : new GateNoise(0, 0),
                TwoQubit = root["two_qubit"] is JObject two ? ReadGate(two) : new GateNoise(0, 0),
                Gates = root["gates"] is JArray gates ? gates.Cast<JObject>().Select(ReadGate).ToEquatableArray() : [],
                TimeStep = (double?)root["time_step"] ?? 0,
            };
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidCastException or ArgumentException)
        {
            throw new DiagnosticException(SimulationDiagnostics.NoiseFile.At(SourceSpan.WholeFile(name), name, failure.Message));
        }

        DiagnosticBag found = model.Check();
        return found.HasErrors ? throw new DiagnosticException(found.InSourceOrder()) : model;
    }

    /// <summary>Writes a model so that <see cref="Read"/> gives an equal one.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The document.</returns>
    public static string Write(NoiseModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var root = new JObject
        {
            ["name"] = model.Name,
            ["default_qubit"] = WriteQubit(model.DefaultQubit),
            ["qubits"] = new JArray(model.Qubits.Select(WriteQubit)),
            ["one_qubit"] = WriteGate(model.OneQubit),
            ["two_qubit"] = WriteGate(model.TwoQubit),
            ["gates"] = new JArray(model.Gates.Select(WriteGate)),
            ["time_step"] = model.TimeStep,
        };
        return root.ToString(Formatting.Indented) + "\n";
    }

    private static JObject WriteQubit(QubitNoise noise)
    {
        var entry = new JObject
        {
            ["readout_error_of_zero"] = noise.ReadoutErrorOfZero,
            ["readout_error_of_one"] = noise.ReadoutErrorOfOne,
            ["readout_time"] = noise.ReadoutTime,
            ["reset_error"] = noise.ResetError,
            ["reset_time"] = noise.ResetTime,
        };

        // JSON has no infinity: what never decays is left out.
        if (double.IsFinite(noise.T1))
            entry["t1"] = noise.T1;
        if (double.IsFinite(noise.T2))
            entry["t2"] = noise.T2;
        return entry;
    }

    private static JObject WriteGate(GateNoise noise)
    {
        var entry = new JObject { ["error"] = noise.Error, ["time"] = noise.Time, ["qubits"] = new JArray(noise.Qubits) };
        if (noise.Gate is not null)
            entry["gate"] = noise.Gate;
        return entry;
    }

    private static QubitNoise ReadQubit(JObject entry)
    {
        RefuseOthers(entry, ["t1", "t2", "readout_error_of_zero", "readout_error_of_one", "readout_time", "reset_error", "reset_time"]);
        double decay = (double?)entry["t1"] ?? double.PositiveInfinity;
        return new QubitNoise
        {
            T1 = decay,

            // Without dephasing of its own a qubit keeps its coherence as long as its decay allows.
            T2 = (double?)entry["t2"] ?? (2 * decay),
            ReadoutErrorOfZero = (double?)entry["readout_error_of_zero"] ?? 0,
            ReadoutErrorOfOne = (double?)entry["readout_error_of_one"] ?? 0,
            ReadoutTime = (double?)entry["readout_time"] ?? 0,
            ResetError = (double?)entry["reset_error"] ?? 0,
            ResetTime = (double?)entry["reset_time"] ?? 0,
        };
    }

    private static GateNoise ReadGate(JObject entry)
    {
        RefuseOthers(entry, ["gate", "qubits", "error", "time"]);
        return new GateNoise((double?)entry["error"] ?? 0, (double?)entry["time"] ?? 0)
        {
            Gate = (string?)entry["gate"],
            Qubits = entry["qubits"] is JArray qubits ? qubits.Select(static q => (int)q).ToEquatableArray() : [],
        };
    }

    private static void RefuseOthers(JObject entry, string[] known)
    {
        foreach (JProperty property in entry.Properties())
        {
            if (!known.Contains(property.Name))
                throw new FormatException($"'{property.Name}' is no member here{NameSuggestion.Clause(property.Name, known)} There are {string.Join(", ", known)}");
        }
    }
}
