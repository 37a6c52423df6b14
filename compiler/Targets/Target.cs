using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets.Forms;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Targets;

/// <summary>What programs are compiled for: a device or simulator as data. Passes ask its capabilities, never its name.</summary>
public sealed record Target
{
    /// <summary>Name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public required string Description { get; init; }

    /// <summary>Number of qubits; <see cref="int.MaxValue"/> where only memory limits it.</summary>
    public required int QubitCount { get; init; }

    /// <summary>Coupled pairs; null when every pair is.</summary>
    public CouplingMap? Coupling { get; init; }

    /// <summary>The gates it takes; empty when it takes every gate with every modifier.</summary>
    public EquatableArray<NativeGate> Gates { get; init; }

    /// <summary>What it can do with measured bits while a program runs; null when nothing.</summary>
    public FeedForward? FeedForward { get; init; }

    /// <summary>Whether a measured qubit can be used again.</summary>
    public bool MidCircuitMeasurement { get; init; }

    /// <summary>Whether a qubit can be measured only once, even with nothing in between.</summary>
    public bool MeasuresOnce { get; init; }

    /// <summary>Whether it has a reset.</summary>
    public bool Reset { get; init; }

    /// <summary>Whether it runs loops, scopes, classical variables and operands chosen at run time.</summary>
    public bool ClassicalControl { get; init; }

    /// <summary>Whether a program may leave inputs open, bound with each execution.</summary>
    public bool Inputs { get; init; }

    /// <summary>Whether programs name physical qubits <c>$n</c>.</summary>
    public bool PhysicalQubits { get; init; }

    /// <summary>How it takes its programs.</summary>
    public ProgramForm Form { get; init; }

    /// <summary>Typical errors and durations, used where the snapshot knows nothing.</summary>
    public TypicalFigures Typical { get; init; } = new();

    /// <summary>Calibration, or null for the profile alone.</summary>
    public DeviceSnapshot? Snapshot { get; init; }

    /// <summary>Limits of one job.</summary>
    public TargetLimits Limits { get; init; } = new();

    /// <summary>How executions turn into time and money.</summary>
    public CostModel Cost { get; init; } = new();

    /// <summary>The capabilities as predicates: a program runs on the target when all of them hold.</summary>
    public IReadOnlyList<ProgramPredicate> Capabilities()
    {
        var capabilities = new List<ProgramPredicate>();
        if (QubitCount != int.MaxValue)
            capabilities.Add(new WidthPredicate(QubitCount));
        if (!ClassicalControl)
            capabilities.Add(new StraightControlPredicate());
        if (!Gates.IsEmpty)
            capabilities.Add(new NativeGatesPredicate(Gates));
        if (Coupling is not null)
            capabilities.Add(new ConnectivityPredicate(Coupling));
        capabilities.Add(FeedForward is null ? new NoFeedForwardPredicate() : new FeedForwardPredicate(FeedForward));
        if (!Reset)
            capabilities.Add(new NoResetPredicate());
        if (!MidCircuitMeasurement)
            capabilities.Add(new TerminalMeasurementPredicate(MeasuresOnce));
        if (!Inputs)
            capabilities.Add(new NoInputsPredicate());
        return capabilities;
    }

    /// <summary>Whether a gate is native.</summary>
    /// <param name="name">Name in the gate table.</param>
    /// <returns>Whether it is.</returns>
    public bool Has(string name) => FindGate(name) is not null;

    /// <summary>Finds a native gate.</summary>
    /// <param name="name">Name in the gate table.</param>
    /// <returns>The gate, or null.</returns>
    public NativeGate? FindGate(string name) => Gates.FirstOrDefault(g => g.Name == name);

    /// <summary>The native two-qubit gate that programs are made of.</summary>
    internal string PairGate => Has("cz") ? "cz" : Gates.FirstOrDefault(g => g.Name is "cx" or "rzz" or "ms")?.Name ?? "cz";

    /// <summary>The error of a gate.</summary>
    /// <param name="gate">Name in the gate table, or <c>reset</c>.</param>
    /// <param name="first">The first qubit.</param>
    /// <param name="second">The second qubit, or -1.</param>
    /// <returns>Average infidelity: from the snapshot, else the typical one; 0 for a virtual gate.</returns>
    public double ErrorOf(string gate, int first, int second = -1)
    {
        if (FindGate(gate) is { IsVirtual: true })
            return 0;
        double known = Snapshot?.Find(gate, first, second)?.Error ?? double.NaN;
        return !double.IsNaN(known) ? known : second < 0 ? Typical.OneQubitError : Typical.TwoQubitError;
    }

    /// <summary>The duration of a gate in seconds.</summary>
    /// <param name="gate">Name in the gate table, or <c>reset</c>.</param>
    /// <param name="first">The first qubit.</param>
    /// <param name="second">The second qubit, or -1.</param>
    /// <returns>From the snapshot, else the typical one; 0 for a virtual gate.</returns>
    public double TimeOf(string gate, int first, int second = -1)
    {
        if (FindGate(gate) is { IsVirtual: true })
            return 0;
        double known = Snapshot?.Find(gate, first, second)?.Time ?? double.NaN;
        return !double.IsNaN(known) ? known : gate == "reset" ? Typical.ResetTime : second < 0 ? Typical.OneQubitTime : Typical.TwoQubitTime;
    }

    /// <summary>The probability of a wrong outcome.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <returns>From the snapshot, else the typical one.</returns>
    public double ReadoutErrorOf(int qubit)
    {
        double known = Snapshot is not null && qubit < Snapshot.Qubits.Count ? Snapshot.Qubits[qubit].ReadoutError : double.NaN;
        return double.IsNaN(known) ? Typical.ReadoutError : known;
    }

    /// <summary>The duration of a measurement in seconds.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <returns>From the snapshot, else the typical one.</returns>
    public double ReadoutTimeOf(int qubit)
    {
        double known = Snapshot is not null && qubit < Snapshot.Qubits.Count ? Snapshot.Qubits[qubit].ReadoutTime : double.NaN;
        return double.IsNaN(known) ? Typical.ReadoutTime : known;
    }

    /// <summary>Whether a qubit is usable.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <returns>False only where the snapshot says so.</returns>
    public bool IsOperational(int qubit) => Snapshot is null || qubit >= Snapshot.Qubits.Count || Snapshot.Qubits[qubit].IsOperational;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
