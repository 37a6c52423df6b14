using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Targets;

/// <summary>Calibration of a device at one time; refines a built-in profile.</summary>
/// <param name="Device">Name of the device.</param>
/// <param name="Taken">When it was calibrated, or null when unknown.</param>
/// <param name="Qubits">One entry a qubit.</param>
/// <param name="Gates">The gates that exist, with error and duration.</param>
/// <param name="TimeStep">Length of <c>dt</c> in seconds; NaN where unknown.</param>
public sealed record DeviceSnapshot(
    string Device,
    DateTimeOffset? Taken,
    EquatableArray<QubitProperties> Qubits,
    EquatableArray<GateProperties> Gates,
    double TimeStep = double.NaN)
{
    private readonly Lazy<Dictionary<(string Gate, int First, int Second), GateProperties>> _index = new(() => Index(Gates));

    /// <summary>Finds a gate. The order of two qubits does not matter.</summary>
    /// <param name="gate">Name in the gate table, or <c>reset</c>.</param>
    /// <param name="first">The first qubit.</param>
    /// <param name="second">The second qubit, or -1.</param>
    /// <returns>What is known, or null.</returns>
    public GateProperties? Find(string gate, int first, int second = -1) =>
        _index.Value.GetValueOrDefault((gate, Math.Max(first, second), Math.Min(first, second)));

    /// <summary>Equality by content.</summary>
    /// <param name="other">The other snapshot.</param>
    /// <returns>Whether both hold the same figures.</returns>
    public bool Equals(DeviceSnapshot? other) =>
        other is not null && Device == other.Device && Taken == other.Taken && Qubits == other.Qubits && Gates == other.Gates && TimeStep.Equals(other.TimeStep);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Device, Taken, Qubits.Count, Gates.Count);

    private static Dictionary<(string, int, int), GateProperties> Index(EquatableArray<GateProperties> gates)
    {
        var index = new Dictionary<(string, int, int), GateProperties>();
        foreach (GateProperties gate in gates)
        {
            int first = gate.Qubits[0];
            int second = gate.Qubits.Count > 1 ? gate.Qubits[1] : -1;
            index.TryAdd((gate.Gate, Math.Max(first, second), Math.Min(first, second)), gate);
        }

        return index;
    }
}
