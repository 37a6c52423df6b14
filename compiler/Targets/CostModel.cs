namespace Sqs.Compiler.Targets;

/// <summary>
/// How executions turn into QPU time and money. Prices are no part of any vendor's public specification, so every price is a setting; a range says
/// how far apart the known contracts are.
/// </summary>
public sealed record CostModel
{
    /// <summary>Seconds a job takes whatever it holds.</summary>
    public double SecondsPerJob { get; init; }

    /// <summary>Seconds between the end of one execution and the start of the next.</summary>
    public double DelayPerExecution { get; init; }

    /// <summary>Least price of a second of QPU time, US dollars; NaN when not charged by time.</summary>
    public double LeastPerSecond { get; init; } = double.NaN;

    /// <summary>Greatest price of a second of QPU time, US dollars.</summary>
    public double MostPerSecond { get; init; } = double.NaN;

    /// <summary>Price of a one-qubit gate and shot, US dollars; NaN when not charged by gates.</summary>
    public double PerOneQubitGate { get; init; } = double.NaN;

    /// <summary>Price of a two-qubit gate and shot, US dollars.</summary>
    public double PerTwoQubitGate { get; init; } = double.NaN;

    /// <summary>Least price of a program without error mitigation, US dollars.</summary>
    public double MinimumPerProgram { get; init; }

    /// <summary>Least price of a program with error mitigation, US dollars.</summary>
    public double MinimumPerMitigatedProgram { get; init; }

    /// <summary>Price of a program where gates are charged.</summary>
    /// <param name="oneQubitGates">Gates on one qubit.</param>
    /// <param name="twoQubitGates">Gates on more.</param>
    /// <param name="shots">Number of shots.</param>
    /// <param name="isMitigated">Whether errors are mitigated.</param>
    /// <returns>US dollars: the gates of all shots, at least the minimum; 0 where gates are not charged.</returns>
    public double PriceOf(long oneQubitGates, long twoQubitGates, long shots, bool isMitigated) => double.IsNaN(PerTwoQubitGate)
        ? 0
        : Math.Max(shots * ((oneQubitGates * PerOneQubitGate) + (twoQubitGates * PerTwoQubitGate)), isMitigated ? MinimumPerMitigatedProgram : MinimumPerProgram);
}
