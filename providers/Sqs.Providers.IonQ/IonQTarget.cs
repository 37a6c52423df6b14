using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.IonQ;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Providers.Devices;

namespace Sqs.Providers.IonQ;

/// <summary>The target of a live device: a built-in profile with what the device says of itself.</summary>
internal static class IonQTarget
{
    public static Target Of(IonQSettings settings, BackendSnapshot device)
    {
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
        };
    }
}
