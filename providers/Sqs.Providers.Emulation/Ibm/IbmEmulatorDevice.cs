using Newtonsoft.Json.Linq;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Providers.Emulation.Ibm;

/// <summary>An emulated device: a built-in target, written as the service writes its configuration and properties.</summary>
internal sealed class IbmEmulatorDevice
{
    private const string Date = "2026-08-01T06:00:00Z";

    private static readonly string[] OneQubitGates = ["sx", "x"];

    private IbmEmulatorDevice(string name, Target target, bool isDynamic, JToken processor)
    {
        Name = name;
        Target = target;
        IsDynamic = isDynamic;
        Processor = processor;
    }

    public static IReadOnlyList<IbmEmulatorDevice> All { get; } =
    [
        new("ibm_emulated_heron", TargetProfiles.IbmHeron, true, new JObject { ["family"] = "Heron", ["revision"] = "2" }),
        new("ibm_emulated_nighthawk", TargetProfiles.IbmNighthawk, false, new JObject { ["family"] = "Nighthawk", ["revision"] = "1" }),
    ];

    public string Name { get; }

    public Target Target { get; }

    public bool IsDynamic { get; }

    private JToken Processor { get; }

    public JObject Summary(int queue) => new()
    {
        ["name"] = Name,
        ["status"] = new JObject { ["name"] = "online", ["reason"] = string.Empty },
        ["is_simulator"] = false,
        ["qubits"] = Target.QubitCount,
        ["clops"] = new JObject { ["type"] = "hardware", ["value"] = 250000 },
        ["processor_type"] = Processor,
        ["queue_length"] = queue,
    };

    public JObject Configuration()
    {
        string[] gates = [.. Target.Gates.Select(g => g.Name).Append("id")];
        string[] instructions = IsDynamic ? [.. gates, "measure", "reset", "delay", "if_else"] : [.. gates, "measure", "delay"];
        var pairs = new JArray(Target.Coupling!.Edges.SelectMany(e => new[] { new JArray(e.First, e.Second), new JArray(e.Second, e.First) }));
        return new JObject
        {
            ["backend_name"] = Name,
            ["backend_version"] = "1.0.0",
            ["n_qubits"] = Target.QubitCount,
            ["simulator"] = false,
            ["basis_gates"] = new JArray(gates),
            ["coupling_map"] = pairs,
            ["gates"] = new JArray(gates.Select(g => new JObject { ["name"] = g, ["parameters"] = new JArray(), ["qasm_def"] = string.Empty, ["coupling_map"] = g == "cz" ? pairs : null })),
            ["supported_instructions"] = new JArray(instructions),
            ["supported_features"] = IsDynamic ? new JArray("qobj", "qasm3", "dynamic_circuits", "parameters") : new JArray("qobj"),
            ["dt"] = 4.0,
            ["rep_delay_range"] = IsDynamic ? new JArray(0, 2000) : new JArray(1000, 4000),
            ["default_rep_delay"] = IsDynamic ? 250 : 4000,
            ["max_shots"] = 100000,
            ["max_experiments"] = IsDynamic ? 300 : 75,
            ["processor_type"] = Processor,
        };
    }

    public JObject Properties()
    {
        TypicalFigures figures = Target.Typical;
        IEnumerable<JArray> qubits = Enumerable.Range(0, Target.QubitCount).Select(_ => new JArray(
            Value("T1", figures.Coherence * 1e6, "us"),
            Value("T2", figures.Coherence * 1e6, "us"),
            Value("readout_error", figures.ReadoutError, string.Empty),
            Value("prob_meas1_prep0", figures.ReadoutError, string.Empty),
            Value("prob_meas0_prep1", figures.ReadoutError, string.Empty),
            Value("readout_length", figures.ReadoutTime * 1e9, "ns")));
        IEnumerable<JObject> two = Target.Coupling!.Edges.Select(e => Gate("cz", new JArray(e.First, e.Second), figures.TwoQubitError, figures.TwoQubitTime));
        IEnumerable<JObject> one = Enumerable.Range(0, Target.QubitCount).SelectMany(q => OneQubitGates.Select(g => Gate(g, new JArray(q), figures.OneQubitError, figures.OneQubitTime)));
        return new JObject
        {
            ["backend_name"] = Name,
            ["backend_version"] = "1.0.0",
            ["last_update_date"] = Date,
            ["qubits"] = new JArray(qubits),
            ["gates"] = new JArray(one.Concat(two)),
            ["general"] = new JArray(),
        };
    }

    private static JObject Value(string name, double value, string unit) => new() { ["name"] = name, ["value"] = value, ["unit"] = unit, ["date"] = Date };

    private static JObject Gate(string name, JArray qubits, double error, double seconds) => new()
    {
        ["gate"] = name,
        ["qubits"] = qubits,
        ["name"] = $"{name}{string.Join('_', qubits)}",
        ["parameters"] = new JArray(Value("gate_error", error, string.Empty), Value("gate_length", seconds * 1e9, "ns")),
    };
}
