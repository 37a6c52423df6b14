using Sqs.Runtime.Learning.Evaluation;

namespace Sqs.Benchmarks.Acceptance;

/// <summary>Prints measurements.</summary>
internal static class AccuracyLine
{
    /// <summary>Accuracy with its confidence interval.</summary>
    /// <param name="result">The measurement.</param>
    /// <returns>For instance <c>0.984 [0.944, 0.996]</c>.</returns>
    public static string Of(EvaluationResult result) =>
        FormattableString.Invariant($"{result.Accuracy:F3} [{result.Interval.Low:F3}, {result.Interval.High:F3}]");
}
