using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;

namespace Sqs.Simulation.Noise;

/// <summary>
/// Noise as a device's calibration describes it. After a gate its qubits relax for its duration and depolarise by what its infidelity leaves
/// over; qubits that wait for others or are delayed relax for that time; outcomes are misread; resets fail. Calibrations measure readout errors by
/// preparing a state and reading it, so what decays during the readout is in the error already: a measured qubit is projected first, and what it is
/// left in relaxes for the time of the readout.
/// </summary>
public sealed record NoiseModel
{
    private const string ResetName = "reset";

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Noise of a qubit that <see cref="Qubits"/> does not list.</summary>
    public QubitNoise DefaultQubit { get; init; } = new();

    /// <summary>Noise by qubit index.</summary>
    public EquatableArray<QubitNoise> Qubits { get; init; }

    /// <summary>Noise of a gate on one qubit that <see cref="Gates"/> does not list.</summary>
    public GateNoise OneQubit { get; init; } = new(0, 0);

    /// <summary>Noise of a gate on two or more qubits that <see cref="Gates"/> does not list.</summary>
    public GateNoise TwoQubit { get; init; } = new(0, 0);

    /// <summary>Noise of gates by name, on named qubits or on all; an entry with qubits comes before one without.</summary>
    public EquatableArray<GateNoise> Gates { get; init; }

    /// <summary>Seconds of a device time step, for delays in <c>dt</c>.</summary>
    public double TimeStep { get; init; }

    /// <summary>No noise.</summary>
    public static NoiseModel Ideal { get; } = new() { Name = "ideal" };

    /// <summary>The noise of a target: its calibration where it has one, else its typical figures.</summary>
    /// <param name="target">The target.</param>
    /// <param name="qubits">Number of qubits that programs use.</param>
    /// <returns>The model.</returns>
    public static NoiseModel FromTarget(Target target, int qubits)
    {
        ArgumentNullException.ThrowIfNull(target);
        var gates = new List<GateNoise>();
        foreach (GateProperties gate in target.Snapshot?.Gates ?? [])
        {
            if (TableName(gate.Gate, gate.Qubits.Count) is not { } name)
                continue;
            int second = gate.Qubits.Count > 1 ? gate.Qubits[1] : -1;
            gates.Add(new GateNoise(target.ErrorOf(gate.Gate, gate.Qubits[0], second), target.TimeOf(gate.Gate, gate.Qubits[0], second)) { Gate = name, Qubits = gate.Qubits });
        }

        foreach (NativeGate gate in target.Gates)
        {
            if (gate.IsVirtual)
                gates.Add(new GateNoise(0, 0) { Gate = gate.Name });
        }

        return new NoiseModel
        {
            Name = target.Name,
            Qubits = Enumerable.Range(0, qubits).Select(q => Qubit(target, q)).ToEquatableArray(),
            OneQubit = new GateNoise(target.Typical.OneQubitError, target.Typical.OneQubitTime),
            TwoQubit = new GateNoise(target.Typical.TwoQubitError, target.Typical.TwoQubitTime),
            Gates = [.. gates],
            TimeStep = target.Snapshot is { TimeStep: var step } && double.IsFinite(step) ? step : 0,
        };
    }

    /// <summary>
    /// The noise of a device as its snapshot records it, without a profile: what the snapshot does not know is without noise, gates it does not list
    /// have the median figures of those it lists on as many qubits.
    /// </summary>
    /// <param name="snapshot">IBM's properties or IonQ's characterization, see <see cref="SnapshotReader"/>.</param>
    /// <returns>The model.</returns>
    public static NoiseModel FromSnapshot(DeviceSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new NoiseModel
        {
            Name = snapshot.Device,
            Qubits = Enumerable.Range(0, snapshot.Qubits.Count).Select(q => Qubit(snapshot, q)).ToEquatableArray(),
            OneQubit = Median(snapshot, 1),
            TwoQubit = Median(snapshot, 2),
            Gates = snapshot.Gates.Where(static g => TableName(g.Gate, g.Qubits.Count) is not null)
                .Select(static g => new GateNoise(Known(g.Error), Known(g.Time)) { Gate = TableName(g.Gate, g.Qubits.Count), Qubits = g.Qubits }).ToEquatableArray(),
            TimeStep = Known(snapshot.TimeStep),
        };
    }

    /// <summary>The noise of a gate on qubits.</summary>
    /// <param name="gate">Name in the gate table, or null for a gate that is not in it.</param>
    /// <param name="qubits">The qubits.</param>
    /// <returns>The most specific entry.</returns>
    public GateNoise Of(string? gate, ReadOnlySpan<int> qubits)
    {
        GateNoise? byName = null;
        foreach (GateNoise entry in Gates)
        {
            if (entry.Gate is not null && entry.Gate != gate)
                continue;
            if (entry.Qubits.IsEmpty)
                byName ??= entry;
            else if (entry.Qubits.Count == qubits.Length && SameSet(entry.Qubits, qubits))
                return entry;
        }

        return byName ?? (qubits.Length == 1 ? OneQubit : TwoQubit);
    }

    /// <summary>The noise of a qubit.</summary>
    /// <param name="qubit">Index of the qubit.</param>
    /// <returns>The entry.</returns>
    public QubitNoise Of(int qubit) => qubit < Qubits.Count ? Qubits[qubit] : DefaultQubit;

    /// <summary>Checks the figures.</summary>
    /// <returns>What is wrong; empty for a sound model.</returns>
    public DiagnosticBag Check()
    {
        var found = new DiagnosticBag();
        foreach (QubitNoise qubit in Qubits.Append(DefaultQubit))
        {
            CheckRange(found, "readout error", qubit.ReadoutErrorOfZero, 1);
            CheckRange(found, "readout error", qubit.ReadoutErrorOfOne, 1);
            CheckRange(found, "reset error", qubit.ResetError, 1);
            CheckRange(found, "readout time", qubit.ReadoutTime, double.MaxValue);
            CheckRange(found, "reset time", qubit.ResetTime, double.MaxValue);
            CheckRange(found, "T2", qubit.T2, Math.Max(2 * qubit.T1, 0));
            if (!(qubit.T1 > 0) || !(qubit.T2 > 0))
                found.Report(SimulationDiagnostics.NoiseFigure, SourceSpan.None, "a decay time", Math.Min(qubit.T1, qubit.T2), "positive");
        }

        foreach (GateNoise gate in Gates.Append(OneQubit).Append(TwoQubit))
        {
            CheckRange(found, "gate error", gate.Error, 1);
            CheckRange(found, "gate time", gate.Time, double.MaxValue);
        }

        return found;
    }

    private static void CheckRange(DiagnosticBag found, string what, double value, double most)
    {
        if (!(value >= 0 && value <= most))
            found.Report(SimulationDiagnostics.NoiseFigure, SourceSpan.None, $"a {what}", value, FormattableString.Invariant($"from 0 to {most}"));
    }

    // Devices list what is no gate of a program too, such as resets, and gates that programs cannot name.
    private static string? TableName(string gate, int qubits) =>
        GateTable.TryFind(gate, out StandardGate? known) && known.QubitCount == qubits ? known.Name : null;

    private static bool SameSet(EquatableArray<int> left, ReadOnlySpan<int> right)
    {
        foreach (int qubit in left)
        {
            if (!right.Contains(qubit))
                return false;
        }

        return true;
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    private static GateNoise Median(DeviceSnapshot snapshot, int qubits)
    {
        GateProperties[] gates = [.. snapshot.Gates.Where(g => g.Qubits.Count == qubits && g.Gate != ResetName && g.Error is > 0 and < 1)];
        return gates.Length == 0
            ? new GateNoise(0, 0)
            : new GateNoise(gates.Select(static g => g.Error).Order().ElementAt(gates.Length / 2), gates.Select(static g => Known(g.Time)).Order().ElementAt(gates.Length / 2));
    }

    private static QubitNoise Qubit(DeviceSnapshot snapshot, int qubit)
    {
        QubitProperties known = snapshot.Qubits[qubit];
        GateProperties? reset = snapshot.Find(ResetName, qubit);
        double t1 = known.T1 > 0 ? known.T1 : double.PositiveInfinity;
        double t2 = known.T2 > 0 ? known.T2 : 2 * t1;
        double readout = Known(known.ReadoutError);
        return new QubitNoise
        {
            T1 = t1,
            T2 = Math.Min(t2, 2 * t1),
            ReadoutErrorOfZero = double.IsNaN(known.ReadoutErrorOfZero) ? readout : known.ReadoutErrorOfZero,
            ReadoutErrorOfOne = double.IsNaN(known.ReadoutErrorOfOne) ? readout : known.ReadoutErrorOfOne,
            ReadoutTime = Known(known.ReadoutTime),
            ResetError = Known(reset?.Error ?? 0),
            ResetTime = Known(reset?.Time ?? 0),
        };
    }

    private static QubitNoise Qubit(Target target, int qubit)
    {
        QubitProperties? known = target.Snapshot is { } snapshot && qubit < snapshot.Qubits.Count ? snapshot.Qubits[qubit] : null;
        double t1 = known is not null && known.T1 > 0 ? known.T1 : target.Typical.Coherence;
        double t2 = known is not null && known.T2 > 0 ? known.T2 : target.Typical.Coherence;
        return new QubitNoise
        {
            T1 = t1,
            T2 = Math.Min(t2, 2 * t1),
            ReadoutErrorOfZero = known is { ReadoutErrorOfZero: >= 0 and var ofZero } ? ofZero : target.ReadoutErrorOf(qubit),
            ReadoutErrorOfOne = known is { ReadoutErrorOfOne: >= 0 and var ofOne } ? ofOne : target.ReadoutErrorOf(qubit),
            ReadoutTime = target.ReadoutTimeOf(qubit),
            ResetTime = target.TimeOf(ResetName, qubit),
        };
    }
}
