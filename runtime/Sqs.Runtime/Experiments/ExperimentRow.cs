using Newtonsoft.Json.Linq;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Statistics;

namespace Sqs.Runtime.Experiments;

/// <summary>A row of the table: a case at a grid point, measured in one way, over its seeds.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Point">The grid point.</param>
/// <param name="Label">How it was measured.</param>
/// <param name="Parameters">Number of trainable numbers.</param>
/// <param name="Accuracy">Mean accuracy over seeds.</param>
/// <param name="Low">Lower end of its 95 % interval: Student's over seeds, or Wilson's over samples for one seed.</param>
/// <param name="High">Upper end.</param>
/// <param name="Worst">The accuracy of the worst seed.</param>
/// <param name="Best">The accuracy of the best seed.</param>
/// <param name="Difference">Mean difference to the baseline over the seeds both have; null without one.</param>
/// <param name="StudentP">p value of the paired t test over seeds; NaN for fewer than two.</param>
/// <param name="McNemarP">p value of McNemar's exact test over the samples of all those seeds.</param>
public sealed record ExperimentRow(
    string Case,
    IReadOnlyDictionary<string, JValue> Point,
    string Label,
    int Parameters,
    SampleMean Accuracy,
    double Low,
    double High,
    double Worst,
    double Best,
    double? Difference,
    double StudentP,
    double McNemarP)
{
    /// <summary>Makes a row.</summary>
    /// <param name="results">The results of one case at one point, a seed each.</param>
    /// <param name="index">Index of the measurement.</param>
    /// <param name="baseline">The measurement to compare with, by seed; null for none.</param>
    /// <returns>The row.</returns>
    internal static ExperimentRow Of(IReadOnlyList<ExperimentResult> results, int index, IReadOnlyDictionary<ulong, MeasuredAccuracy>? baseline)
    {
        MeasuredAccuracy[] measured = [.. results.Select(r => r.Measured[index])];
        SampleMean mean = SampleMean.Of([.. measured.Select(m => m.Accuracy)]);
        WilsonInterval wilson = WilsonInterval.Of(measured[0].Correct, measured[0].Samples);
        (double low, double high) = mean.Count == 1 ? (wilson.Low, wilson.High) : (mean.Mean - mean.HalfWidth, mean.Mean + mean.HalfWidth);
        var pairs = results.Where(r => baseline is not null && baseline.ContainsKey(r.Seed)).Select(r => (Own: r.Measured[index], Other: baseline![r.Seed])).ToArray();
        double[] differences = [.. pairs.Select(p => p.Own.Accuracy - p.Other.Accuracy)];
        (int onlyOwn, int onlyOther) = (0, 0);
        foreach ((MeasuredAccuracy own, MeasuredAccuracy other) in pairs.Where(static p => p.Own.Samples == p.Other.Samples))
        {
            onlyOwn += own.Right.Where((c, i) => c == '1' && other.Right[i] == '0').Count();
            onlyOther += own.Right.Where((c, i) => c == '0' && other.Right[i] == '1').Count();
        }

        return new ExperimentRow(
            results[0].Case,
            results[0].Point,
            measured[0].Label,
            results[0].Parameters,
            mean,
            Math.Max(0, low),
            Math.Min(1, high),
            measured.Min(m => m.Accuracy),
            measured.Max(m => m.Accuracy),
            differences.Length == 0 ? null : differences.Average(),
            PairedTests.Student(differences),
            differences.Length == 0 ? double.NaN : PairedTests.McNemar(onlyOwn, onlyOther));
    }
}
