using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Sqs.Runtime.Experiments;

/// <summary>One run of an experiment: a case with every variable in its place, and a seed.</summary>
/// <param name="Case">The case.</param>
/// <param name="Point">The grid point.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Document">The case as JSON, models from files included: with the seed it fixes the result.</param>
public sealed record ExperimentRun(ExperimentCase Case, IReadOnlyDictionary<string, JValue> Point, ulong Seed, JObject Document)
{
    /// <summary>An identifier that is the same for the same run of the same settings and for no other.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Document.ToString(Formatting.None)}|{Seed}")))[..16];

    /// <summary>The grid point for people.</summary>
    public string PointText => string.Join(", ", Point.Select(p => $"{p.Key} = {Text(p.Value)}"));

    /// <summary>A value for people.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its text, independent of the culture.</returns>
    internal static string Text(JValue value) => Convert.ToString(value.Value, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
}
