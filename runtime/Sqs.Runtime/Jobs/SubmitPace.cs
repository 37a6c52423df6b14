namespace Sqs.Runtime.Jobs;

/// <summary>How fast one credential may submit, all workers on a store together.</summary>
/// <param name="PerSecond">Submits a second over time; 0 for no limit.</param>
/// <param name="Burst">Submits at once after a pause.</param>
public readonly record struct SubmitPace(double PerSecond, int Burst)
{
    /// <summary>No limit.</summary>
    public static SubmitPace Unlimited { get; } = new(0, 1);
}
