using Sqs.Simulation.Noise;

namespace Sqs.Simulation;

/// <summary>What to run and within which limits.</summary>
public sealed record SimulationRequest
{
    /// <summary>Number of shots of every parameter set; not negative. Exact runs draw none and ignore it.</summary>
    public int Shots { get; init; } = 1024;

    /// <summary>Seed of the run. Equal seeds give equal bits on any number of threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>How to simulate.</summary>
    public SimulationMethod Method { get; init; }

    /// <summary>Format of the amplitudes.</summary>
    public SimulationPrecision Precision { get; init; }

    /// <summary>Values of the inputs.</summary>
    public ParameterSets Parameters { get; init; } = ParameterSets.None;

    /// <summary>Number of threads; 0 means one a processor. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Most bytes of amplitudes and records that may be held at once; 0 means 80 % of the memory of the machine.</summary>
    public long MemoryLimit { get; init; }

    /// <summary>Most loop iterations a shot may run through, so that a loop that never ends is an error.</summary>
    public long LoopLimit { get; init; } = 10_000_000;

    /// <summary>Noise, or null for none.</summary>
    public NoiseModel? Noise { get; init; }

    /// <summary>Receives progress, at most some times a second; may be null.</summary>
    public IProgress<SimulationProgress>? Progress { get; init; }
}
