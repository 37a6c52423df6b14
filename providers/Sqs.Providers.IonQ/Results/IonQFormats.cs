namespace Sqs.Providers.IonQ.Results;

/// <summary>Names of result formats, best first: shots hold joint records in order, histograms counts, probabilities neither.</summary>
internal static class IonQFormats
{
    public const string ShotsV2 = "shots.json.v2";
    public const string ShotsV1 = "shots.json.v1";
    public const string HistogramV2 = "histogram.json.v2";
    public const string HistogramV1 = "histogram.json.v1";
    public const string ProbabilitiesV2 = "probabilities.json.v2";
    public const string ProbabilitiesV1 = "probabilities.json.v1";

    public static readonly IReadOnlyList<string> BestFirst = [ShotsV2, ShotsV1, HistogramV2, HistogramV1, ProbabilitiesV2, ProbabilitiesV1];

    /// <summary>Shots of a debiased job belong to permuted variants, so only its aggregates count.</summary>
    public static readonly IReadOnlyList<string> AggregatesBestFirst = [HistogramV2, HistogramV1, ProbabilitiesV2, ProbabilitiesV1];
}
