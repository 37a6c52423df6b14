using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets.Forms;

namespace Sqs.Compiler.Targets.Profiles;

/// <summary>
/// IonQ targets of 2026, for the circuit forms of API v0.4: no branches, no loops, every qubit measured once at the end. Limits: the API
/// specification; errors and durations: the order of Forte's public characterizations.
/// </summary>
internal static class IonQTargets
{
    private static readonly EquatableArray<NativeGate> QisGates =
    [
        .. new[] { "x", "y", "z", "h", "s", "sdg", "t", "tdg", "sx", "sxdg", "rx", "ry", "rz", "cx", "swap", "rxx", "ryy", "rzz" }.Select(name => new NativeGate(name)),
    ];

    private static readonly TargetLimits Limits = new()
    {
        MaximumShots = 10_000,
        MaximumPrograms = 5_000,
        MaximumGates = 150_000,
        MaximumBytes = 10_000_000,
    };

    public static Target Forte { get; } = new()
    {
        Name = "ionq-forte",
        Description = "IonQ Forte: 36 qubits, each coupled to every other; QIS gates; measurement at the end",
        QubitCount = 36,
        Gates = QisGates,
        Form = ProgramForm.IonQCircuit,
        Typical = new TypicalFigures
        {
            OneQubitError = 2e-4,
            TwoQubitError = 4e-3,
            ReadoutError = 5e-3,
            OneQubitTime = 130e-6,
            TwoQubitTime = 970e-6,
            ReadoutTime = 150e-6,
            ResetTime = 50e-6,
            Coherence = 1,
        },
        Limits = Limits,
        Cost = new CostModel
        {
            SecondsPerJob = 0,
            DelayPerExecution = 200e-6,
            PerOneQubitGate = 0.0001645,
            PerTwoQubitGate = 0.001121,
            MinimumPerProgram = 12.42,
            MinimumPerMitigatedProgram = 97.5,
        },
    };

    public static Target ForteNative { get; } = Forte with
    {
        Name = "ionq-forte-native",
        Description = "IonQ Forte: 36 qubits, each coupled to every other; gpi, gpi2, zz; measurement at the end",
        Gates = [new NativeGate("gpi"), new NativeGate("gpi2"), new NativeGate("rzz")],
    };

    /// <summary>In OpenQASM 3 only gates of <c>stdgates.inc</c> are known to be taken.</summary>
    public static Target ForteOpenQasm { get; } = Forte with
    {
        Name = "ionq-forte-qasm",
        Description = "IonQ Forte: 36 qubits, each coupled to every other; OpenQASM 3 text; measurement at the end",
        Gates = [.. QisGates.Where(g => g.Name is not ("sxdg" or "rxx" or "ryy" or "rzz"))],
        Form = ProgramForm.IonQOpenQasm,
        MeasuresOnce = true,
        Limits = Limits with { MaximumPrograms = 1 },
    };

    /// <summary>Which machines measure and reset in the middle is told by the service's preflight alone; this profile is for those that do.</summary>
    public static Target ForteReuse { get; } = ForteOpenQasm with
    {
        Name = "ionq-forte-reuse",
        Description = "IonQ machines with measurement and reset in the middle: 36 qubits, each coupled to every other; OpenQASM 3 text; no branches",
        MidCircuitMeasurement = true,
        MeasuresOnce = false,
        Reset = true,
    };

    public static Target Simulator { get; } = Forte with
    {
        Name = "ionq-simulator",
        Description = "IonQ's cloud simulator: 29 qubits, QIS gates, no charge",
        QubitCount = 29,
        Typical = new TypicalFigures(),
        Limits = Limits with { MaximumShots = 1_000_000 },
        Cost = new CostModel(),
    };
}
