using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Targets;

/// <summary>
/// Reads recorded device data: IBM's <c>properties</c> document with, optionally, its <c>configuration</c>, and IonQ's characterization. Fields it does not
/// know are left out, figures that are missing are unknown.
/// </summary>
public static class SnapshotReader
{
    private static readonly string[] NativeOneQubitGates = ["gpi", "gpi2"];

    /// <summary>Reads IBM's <c>GET /backends/{name}/properties</c>.</summary>
    /// <param name="properties">The document.</param>
    /// <param name="configuration">The document of <c>GET /backends/{name}/configuration</c>, for the time step; or null.</param>
    /// <returns>The snapshot, or null with the reason.</returns>
    public static (DeviceSnapshot? Snapshot, Diagnostic? Problem) ReadIbm(string properties, string? configuration = null) => Read(() =>
    {
        JObject document = JObject.Parse(properties);
        QubitProperties[] qubits =
        [
            .. document["qubits"]!.Select(q => new QubitProperties(Value(q, "T1"), Value(q, "T2"), Value(q, "readout_error"), Value(q, "readout_length"), Value(q, "operational") is not 0)
            {
                ReadoutErrorOfZero = Value(q, "prob_meas1_prep0"),
                ReadoutErrorOfOne = Value(q, "prob_meas0_prep1"),
            }),
        ];
        GateProperties[] gates =
        [
            .. document["gates"]!.Select(g => new GateProperties((string)g["gate"]!, [.. g["qubits"]!.Select(q => (int)q)], Value(g["parameters"]!, "gate_error"), Value(g["parameters"]!, "gate_length"))),
        ];
        double step = configuration is null ? double.NaN : (double?)JObject.Parse(configuration)["dt"] * 1e-9 ?? double.NaN;
        return new DeviceSnapshot((string?)document["backend_name"] ?? string.Empty, Date(document["last_update_date"]), [.. qubits], [.. gates], step);
    });

    /// <summary>Reads a calibration, whichever of the two forms it has.</summary>
    /// <param name="text">IBM's properties or IonQ's characterization.</param>
    /// <returns>The snapshot, or what is wrong.</returns>
    public static (DeviceSnapshot? Snapshot, Diagnostic? Problem) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains("\"fidelity\"", StringComparison.Ordinal) ? ReadIonQ(text) : ReadIbm(text);
    }

    /// <summary>Reads IonQ's <c>GET /backends/{backend}/characterizations/{uuid}</c>: medians, the same for all qubits.</summary>
    /// <param name="characterization">The document.</param>
    /// <returns>The snapshot, or null with the reason.</returns>
    public static (DeviceSnapshot? Snapshot, Diagnostic? Problem) ReadIonQ(string characterization) => Read(() =>
    {
        JObject document = JObject.Parse(characterization);
        JToken? timing = document["timing"];
        JToken? fidelity = document["fidelity"];
        int count = (int)document["qubits"]!;
        var qubit = new QubitProperties(Time("t1"), Time("t2"), Error("spam"), Time("readout"));
        IEnumerable<GateProperties> single = Enumerable.Range(0, count).SelectMany(q => NativeOneQubitGates.Select(g => new GateProperties(g, [q], Error("1q"), Time("1q"))));
        IEnumerable<GateProperties> pairs = (document["connectivity"] ?? new JArray()).Select(c => new GateProperties("rzz", [(int)c[0]!, (int)c[1]!], Error("2q"), Time("2q")));
        return new DeviceSnapshot((string?)document["backend"] ?? string.Empty, Date(document["date"]), [.. Enumerable.Repeat(qubit, count)], [.. single, .. pairs]);

        double Time(string key) => (double?)timing?[key] ?? double.NaN;
        double Error(string key) => 1 - ((double?)fidelity?[key]?["median"] ?? double.NaN);
    });

    /// <summary>A profile with a snapshot's figures: couplings that the device lacks or reports as unusable are taken out.</summary>
    /// <param name="target">The profile.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <returns>The refined target.</returns>
    public static Target Refine(Target target, DeviceSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(snapshot);
        (int, int)[] pairs =
        [
            .. snapshot.Gates.Where(g => g.Qubits.Count == 2 && target.Has(g.Gate) && !(g.Error >= 1)).Select(g => (g.Qubits[0], g.Qubits[1])),
        ];
        int qubits = snapshot.Qubits.Count;
        return target with
        {
            QubitCount = qubits,
            Coupling = target.Coupling is null || pairs.Length == 0 ? target.Coupling : new CouplingMap(qubits, pairs),
            Snapshot = snapshot,
        };
    }

    private static (DeviceSnapshot? Snapshot, Diagnostic? Problem) Read(Func<DeviceSnapshot> read)
    {
        try
        {
            return (read(), null);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException or InvalidCastException or NullReferenceException or OverflowException)
        {
            return (null, TargetDiagnostics.SnapshotUnreadable.At(SourceSpan.None, exception is NullReferenceException ? "a field is missing" : exception.Message));
        }
    }

    private static DateTimeOffset? Date(JToken? token) => token is null or { Type: JTokenType.Null } ? null : new DateTimeOffset(((DateTime)token).ToUniversalTime());

    private static double Value(JToken list, string name)
    {
        JToken? entry = list.FirstOrDefault(p => (string?)p["name"] == name);
        double value = (double?)entry?["value"] ?? double.NaN;
        return (string?)entry?["unit"] switch
        {
            "us" or "µs" => value * 1e-6,
            "ns" => value * 1e-9,
            "ms" => value * 1e-3,
            _ => value,
        };
    }
}
