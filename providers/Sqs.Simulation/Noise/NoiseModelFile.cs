using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Simulation.Noise;

/// <summary>Noise models as JSON documents. Times in seconds; what is left out is without noise.</summary>
public static class NoiseModelFile
{
    /// <summary>Reads a model.</summary>
    /// <param name="text">The document.</param>
    /// <param name="name">Name of the file, for diagnostics.</param>
    /// <returns>The model, checked.</returns>
    /// <exception cref="DiagnosticException">The text is no noise model, names a gate that is not in the gate table, or a figure is out of range.</exception>
    public static NoiseModel Read(string text, string name)
    {
        NoiseModel model;
        try
        {
            model = new NoiseModelReader(name).Read(JToken.Parse(text, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error }));
        }
        catch (JsonReaderException malformed)
        {
            SourceSpan place = SourceSpan.At(name, Math.Max(1, malformed.LineNumber), Math.Max(1, malformed.LinePosition));
            throw new DiagnosticException(SimulationDiagnostics.NoiseFile.At(place, name, malformed.Message.TrimEnd('.')));
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
}
