using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Providers.Devices;

namespace Sqs.Providers.Ibm;

/// <summary>The target of a live device: the built-in Heron profile with what the device says of itself.</summary>
public static class IbmTarget
{
    // Gates of the device that the gate table spells alike. rz is done by shifting phases.
    private static readonly NativeGate[] Known =
    [
        new("rz", IsVirtual: true), new("sx"), new("x"), new("cz"), new("rx"), new("rzz", MinimumAngle: 0, MaximumAngle: Math.PI / 2),
    ];

    /// <summary>Makes a target of a device.</summary>
    /// <param name="device">The device, now or on another day.</param>
    /// <returns>The target, with its calibration.</returns>
    public static Target Of(BackendSnapshot device)
    {
        ArgumentNullException.ThrowIfNull(device);
        Target profile = device.HasReset || device.HasFeedForward ? TargetProfiles.IbmHeron : TargetProfiles.IbmNighthawk;
        return profile with
        {
            Name = device.Backend,
            Description = $"{device.Backend} as of {device.TakenAt:yyyy-MM-dd HH:mm}",
            QubitCount = device.QubitCount,
            Coupling = device.Coupling.IsEmpty ? null : new CouplingMap(device.QubitCount, device.Coupling.Select(p => (p.A, p.B))),
            Gates = [.. Known.Where(g => device.NativeGates.Contains(g.Name))],
            FeedForward = device.HasFeedForward ? TargetProfiles.IbmHeron.FeedForward : null,
            MidCircuitMeasurement = device.HasMidCircuitMeasurement,
            Reset = device.HasReset,
            Snapshot = Calibration(device),
        };
    }

    private static DeviceSnapshot? Calibration(BackendSnapshot device)
    {
        if (device.Qubits.IsEmpty)
            return null;
        IEnumerable<QubitProperties> qubits = device.Qubits.Select(q => new QubitProperties(
            q.T1 ?? double.NaN,
            q.T2 ?? double.NaN,
            ((q.ReadoutErrorOfZero ?? double.NaN) + (q.ReadoutErrorOfOne ?? double.NaN)) / 2,
            q.ReadoutDuration ?? double.NaN));
        IEnumerable<GateProperties> gates = device.Gates.Select(g => new GateProperties(g.Gate, g.Qubits, g.Error ?? double.NaN, g.Duration ?? double.NaN));
        return new DeviceSnapshot(device.Backend, device.TakenAt, [.. qubits], [.. gates]);
    }
}
