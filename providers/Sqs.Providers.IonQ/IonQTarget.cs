using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.IonQ;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Providers.Devices;

namespace Sqs.Providers.IonQ;

/// <summary>The target of a live device: a built-in profile with what the device says of itself.</summary>
public static class IonQTarget
{
    /// <summary>Makes a target of a device.</summary>
    /// <param name="settings">Which gates programs are sent in.</param>
    /// <param name="device">The device, now or on another day.</param>
    /// <returns>The target, with the medians of its characterization in place of the family's.</returns>
    public static Target Of(IonQSettings settings, BackendSnapshot device)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(device);
        Target profile = device.IsSimulator ? TargetProfiles.IonQSimulator : TargetProfiles.IonQForte;
        if (settings.GateSet == IonQGateSet.Native)
            profile = profile with { Gates = TargetProfiles.IonQForteNative.Gates };
        return profile with
        {
            Name = device.Backend,
            Description = $"{device.Backend} as of {device.TakenAt:yyyy-MM-dd HH:mm}",
            QubitCount = device.QubitCount,
            Coupling = device.Coupling.IsEmpty ? null : new CouplingMap(device.QubitCount, device.Coupling.Select(p => (p.A, p.B))),
            MidCircuitMeasurement = device.HasMidCircuitMeasurement,
            Reset = device.HasReset,
            Typical = device.Medians is { } medians ? Refine(profile.Typical, medians) : profile.Typical,
        };
    }

    private static TypicalFigures Refine(TypicalFigures typical, DeviceMedians medians) => new()
    {
        OneQubitError = 1 - medians.OneQubitFidelity ?? typical.OneQubitError,
        TwoQubitError = 1 - medians.TwoQubitFidelity ?? typical.TwoQubitError,
        ReadoutError = 1 - medians.SpamFidelity ?? typical.ReadoutError,
        OneQubitTime = medians.OneQubitDuration ?? typical.OneQubitTime,
        TwoQubitTime = medians.TwoQubitDuration ?? typical.TwoQubitTime,
        ReadoutTime = medians.ReadoutDuration ?? typical.ReadoutTime,
        ResetTime = medians.ResetDuration ?? typical.ResetTime,
        Coherence = medians.T2 ?? medians.T1 ?? typical.Coherence,
    };
}
