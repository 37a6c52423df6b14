namespace Sqs.Simulation.Noise;

/// <summary>Noise of one qubit. Times in seconds; infinite where there is no decay.</summary>
public sealed record QubitNoise
{
    /// <summary>Relaxation time T1.</summary>
    public double T1 { get; init; } = double.PositiveInfinity;

    /// <summary>Dephasing time T2, at most twice T1.</summary>
    public double T2 { get; init; } = double.PositiveInfinity;

    /// <summary>Probability to read 1 where the qubit is 0, all that happens during the readout included.</summary>
    public double ReadoutErrorOfZero { get; init; }

    /// <summary>Probability to read 0 where the qubit is 1, all that happens during the readout included.</summary>
    public double ReadoutErrorOfOne { get; init; }

    /// <summary>Duration of a measurement, for which the qubit left behind relaxes.</summary>
    public double ReadoutTime { get; init; }

    /// <summary>Probability that a reset leaves the qubit in |1&gt;.</summary>
    public double ResetError { get; init; }

    /// <summary>Duration of a reset.</summary>
    public double ResetTime { get; init; }
}
