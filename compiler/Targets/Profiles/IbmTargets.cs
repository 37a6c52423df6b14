namespace Sqs.Compiler.Targets.Profiles;

/// <summary>
/// IBM devices of 2026. Gates, limits and the dynamic-circuit rules: IBM Quantum documentation, "Job limits" and "Classical feedforward and control
/// flow"; errors and durations: medians of the Heron r2 calibrations of April 2026, rounded.
/// </summary>
internal static class IbmTargets
{
    private static readonly TypicalFigures HeronFigures = new()
    {
        OneQubitError = 2.5e-4,
        TwoQubitError = 2.5e-3,
        ReadoutError = 1e-2,
        OneQubitTime = 32e-9,
        TwoQubitTime = 68e-9,
        ReadoutTime = 1.6e-6,
        ResetTime = 1.7e-6,
        Coherence = 150e-6,
    };

    private static readonly TargetLimits Limits = new()
    {
        MaximumShots = 100_000,
        MaximumExecutions = 10_000_000,
        MaximumBytes = 50_000_000,
        MaximumWeightPerQubit = 26_800_000,
        MaximumRz = 30_000_000,
        MaximumSx = 20_000_000,
        MaximumTwoQubitGates = 5_000_000,
        MaximumQpuSeconds = 3 * 3600,
    };

    // Pay-as-you-go is the dearest public price of a QPU second, the flex contracts the cheapest.
    private static readonly CostModel HeronCost = new() { SecondsPerJob = 2, DelayPerExecution = 250e-6, LeastPerSecond = 0.8, MostPerSecond = 1.6 };

    public static Target Heron { get; } = new()
    {
        Name = "ibm-heron",
        Description = "IBM Heron: 156 qubits on a heavy-hex lattice; cz, rz, sx, x; dynamic circuits",
        QubitCount = 156,
        Coupling = CouplingMap.HeavyHex(8),
        Gates = [new NativeGate("rz", IsVirtual: true), new NativeGate("sx"), new NativeGate("x"), new NativeGate("cz")],
        FeedForward = new FeedForward
        {
            MaximumConditionBits = 32,
            BroadcastCost = 52,
            BroadcastCostPerBit = 7,
            BroadcastBudget = 2400 * 59,
            Latency = 600e-9,
        },
        MidCircuitMeasurement = true,
        Reset = true,
        Inputs = true,
        PhysicalQubits = true,
        Typical = HeronFigures,
        Limits = Limits,
        Cost = HeronCost,
    };

    public static Target HeronFractional { get; } = Heron with
    {
        Name = "ibm-heron-fractional",
        Description = "IBM Heron with fractional gates: 156 qubits on a heavy-hex lattice; cz, rz, sx, x, rx, rzz; dynamic circuits",
        Gates = [.. Heron.Gates, new NativeGate("rx"), new NativeGate("rzz", MinimumAngle: 0, MaximumAngle: Math.PI / 2)],
    };

    public static Target Nighthawk { get; } = Heron with
    {
        Name = "ibm-nighthawk",
        Description = "IBM Nighthawk: 120 qubits on a square lattice; cz, rz, sx, x; neither reset nor branches",
        QubitCount = 120,
        Coupling = CouplingMap.Square(10, 12),
        FeedForward = null,
        MidCircuitMeasurement = false,
        MeasuresOnce = true,
        Reset = false,
        Limits = Limits with { MaximumPrograms = 75 },
        Cost = HeronCost with { DelayPerExecution = 4e-3 },
    };
}
