namespace Sqs.Runtime.Learning.Evaluation;

/// <summary>How well samples are recognised.</summary>
/// <param name="Samples">Number of samples.</param>
/// <param name="Correct">How many were recognised.</param>
/// <param name="Loss">Mean of minus the log-likelihood of the targets, hidden spikes drawn once; null where the model has none.</param>
/// <param name="Confusion">Number of samples by true class, then by answer.</param>
public sealed record EvaluationResult(int Samples, int Correct, double? Loss, int[][] Confusion)
{
    /// <summary>The answer to every sample, in their order.</summary>
    public IReadOnlyList<int> Answers { get; init; } = [];

    /// <summary>Share of samples that were recognised.</summary>
    public double Accuracy => (double)Correct / Samples;

    /// <summary>The 95 % confidence interval of the accuracy.</summary>
    public WilsonInterval Interval => WilsonInterval.Of(Correct, Samples);
}
