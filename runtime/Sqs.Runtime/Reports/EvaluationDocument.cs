using Newtonsoft.Json.Linq;
using Sqs.Runtime.Learning.Controls;
using Sqs.Runtime.Learning.Evaluation;

namespace Sqs.Runtime.Reports;

/// <summary>The forms of a measured accuracy.</summary>
public static class EvaluationDocument
{
    /// <summary>The JSON form.</summary>
    /// <param name="result">The measurement.</param>
    /// <returns>An object with <c>accuracy</c>, <c>ci95</c>, <c>samples</c>, <c>loss</c> and <c>confusion</c> (rows: true class).</returns>
    public static JObject Describe(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new JObject
        {
            ["accuracy"] = result.Accuracy,
            ["ci95"] = new JArray(result.Interval.Low, result.Interval.High),
            ["samples"] = result.Samples,
            ["loss"] = result.Loss,
            ["confusion"] = new JArray(result.Confusion.Select(row => new JArray(row))),
        };
    }

    /// <summary>One line for people.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="result">The measurement.</param>
    /// <returns>The line.</returns>
    public static string Line(string what, EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return FormattableString.Invariant(
            $"{what}: accuracy {result.Accuracy:0.0000}, 95 % interval [{result.Interval.Low:0.0000}, {result.Interval.High:0.0000}], {result.Correct} of {result.Samples}");
    }

    /// <summary>The JSON form of controls.</summary>
    /// <param name="controls">The controls.</param>
    /// <returns>An object with <c>accuracy</c> and <c>ci95</c> a control.</returns>
    public static JObject Describe(IEnumerable<ControlResult> controls) =>
        new(controls.Select(c => new JProperty(c.Name, new JObject
        {
            ["accuracy"] = c.Result.Accuracy,
            ["ci95"] = new JArray(c.Result.Interval.Low, c.Result.Interval.High),
        })));
}
