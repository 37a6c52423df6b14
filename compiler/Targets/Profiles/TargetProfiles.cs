using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Targets.Profiles;

/// <summary>The built-in targets. Figures are those the vendors published in 2026; live data refine them.</summary>
public static class TargetProfiles
{
    /// <summary>The names of the built-in targets; N stands for a number of qubits.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "native", "ibm-heron", "ibm-heron-fractional", "ibm-nighthawk", "ionq-forte", "ionq-forte-native", "ionq-forte-qasm", "ionq-forte-reuse", "ionq-simulator",
        "generic-line-N", "generic-all-N",
    ];

    /// <summary>The native engine: every program that fits in memory.</summary>
    public static Target Native { get; } = new()
    {
        Name = "native",
        Description = "native engine",
        QubitCount = int.MaxValue,
        FeedForward = new FeedForward { AnyCondition = true, Nested = true, Switch = true, MeasureInBranch = true, ResetInBranch = true },
        MidCircuitMeasurement = true,
        Reset = true,
        ClassicalControl = true,
        Inputs = true,
    };

    /// <summary>IBM Heron, 156 qubits.</summary>
    public static Target IbmHeron { get; } = IbmTargets.Heron;

    /// <summary>IBM Nighthawk, 120 qubits: neither reset nor branches.</summary>
    public static Target IbmNighthawk { get; } = IbmTargets.Nighthawk;

    /// <summary>IonQ Forte, 36 qubits, circuits in QIS gates.</summary>
    public static Target IonQForte { get; } = IonQTargets.Forte;

    /// <summary>IonQ Forte, 36 qubits, circuits in native gates.</summary>
    public static Target IonQForteNative { get; } = IonQTargets.ForteNative;

    /// <summary>IonQ's simulator, 29 qubits.</summary>
    public static Target IonQSimulator { get; } = IonQTargets.Simulator;

    /// <summary>Finds a target by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>, with a number for N.</param>
    /// <param name="target">The target.</param>
    /// <param name="problem">Why there is none.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind(string name, [MaybeNullWhen(false)] out Target target, [MaybeNullWhen(true)] out Diagnostic problem)
    {
        ArgumentNullException.ThrowIfNull(name);
        problem = null;
        target = name switch
        {
            "native" => Native,
            "ibm-heron" => IbmHeron,
            "ibm-heron-fractional" => IbmTargets.HeronFractional,
            "ibm-nighthawk" => IbmNighthawk,
            "ionq-forte" => IonQForte,
            "ionq-forte-native" => IonQForteNative,
            "ionq-forte-qasm" => IonQTargets.ForteOpenQasm,
            "ionq-forte-reuse" => IonQTargets.ForteReuse,
            "ionq-simulator" => IonQSimulator,
            _ => null,
        };
        if (target is null && SizeOf(name, "generic-line-") is { } line)
            target = Generic(name, $"a line of {line} qubits", line, CouplingMap.Line(line));
        if (target is null && SizeOf(name, "generic-all-") is { } all)
            target = Generic(name, $"{all} qubits, each coupled to every other", all, null);
        if (target is not null)
            return true;
        problem = TargetDiagnostics.UnknownTarget.At(SourceSpan.None, name, string.Join(", ", Names));
        return false;
    }

    private static int? SizeOf(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is >= 1 and <= 4096
            ? size
            : null;

    private static Target Generic(string name, string description, int qubits, CouplingMap? coupling) => new()
    {
        Name = name,
        Description = $"{description}; rz, sx, x, cz, dynamic circuits",
        QubitCount = qubits,
        Coupling = coupling,
        Gates = [new NativeGate("rz", IsVirtual: true), new NativeGate("sx"), new NativeGate("x"), new NativeGate("cz")],
        FeedForward = new FeedForward { MaximumConditionBits = 32 },
        MidCircuitMeasurement = true,
        Reset = true,
        Inputs = true,
    };
}
