namespace Sqs.Compiler.Targets;

/// <summary>Errors and durations of a device family, for planning where no calibration is at hand. Times in seconds.</summary>
public sealed record TypicalFigures
{
    /// <summary>Infidelity of a one-qubit gate.</summary>
    public double OneQubitError { get; init; }

    /// <summary>Infidelity of a two-qubit gate.</summary>
    public double TwoQubitError { get; init; }

    /// <summary>Probability of a wrong measurement outcome.</summary>
    public double ReadoutError { get; init; }

    /// <summary>Duration of a one-qubit gate.</summary>
    public double OneQubitTime { get; init; }

    /// <summary>Duration of a two-qubit gate.</summary>
    public double TwoQubitTime { get; init; }

    /// <summary>Duration of a measurement.</summary>
    public double ReadoutTime { get; init; }

    /// <summary>Duration of a reset.</summary>
    public double ResetTime { get; init; }

    /// <summary>Relaxation and dephasing time of an idling qubit; infinite where it does not matter.</summary>
    public double Coherence { get; init; } = double.PositiveInfinity;
}
