using Newtonsoft.Json.Linq;
using Sqs.Runtime.Replay.Statistics;

namespace Sqs.Runtime.Reports;

/// <summary>The JSON document of a statistical replay. Rates and distances are numbers from 0 to 1; <c>deviation</c> is in standard errors.</summary>
public static class ReplayDocument
{
    /// <summary>Describes what the comparisons of a run say.</summary>
    /// <param name="verdict">The comparisons.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(ReplayVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return new JObject
        {
            ["consistent"] = verdict.IsConsistent,
            ["level"] = verdict.Level,
            ["tests"] = verdict.Tests,
            ["threshold"] = verdict.Threshold,
            ["comparisons"] = new JArray(verdict.Comparisons.Select(c => Describe(c, verdict.Threshold))),
        };
    }

    private static JObject Describe(RecordComparison comparison, double threshold) => new()
    {
        ["name"] = comparison.Name,
        ["recordedShots"] = comparison.RecordedShots,
        ["replayedShots"] = comparison.ReplayedShots,
        ["totalVariation"] = comparison.TotalVariation,
        ["totalVariationByChance"] = comparison.Chance.Expected,
        ["splitTestP"] = comparison.Chance.PValue,
        ["hellingerFidelity"] = comparison.HellingerFidelity,
        ["registers"] = new JArray(comparison.Registers.Select(r => new JObject
        {
            ["name"] = r.Register.Name,
            ["size"] = r.Register.Size,
            ["totalVariation"] = r.TotalVariation,
            ["hellingerFidelity"] = r.HellingerFidelity,
            ["chiSquare"] = r.Test.Statistic,
            ["degreesOfFreedom"] = r.Test.DegreesOfFreedom,
            ["p"] = r.Test.PValue,
            ["differs"] = r.Test.PValue < threshold,
            ["rates"] = new JArray(r.Rates.Select(rate => new JObject
            {
                ["bit"] = rate.Bit,
                ["recorded"] = rate.Recorded,
                ["replayed"] = rate.Replayed,
                ["deviation"] = rate.Deviation,
            })),
        })),
    };
}
