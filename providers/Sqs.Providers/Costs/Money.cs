using System.Globalization;

namespace Sqs.Providers.Costs;

/// <summary>An amount in a unit: a currency, credits, or seconds of quantum processor time.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Unit">Of what, for instance <c>usd</c> or <c>qpu-seconds</c>.</param>
public readonly record struct Money(decimal Amount, string Unit)
{
    /// <summary>Unit of seconds of quantum processor time.</summary>
    public const string QpuSeconds = "qpu-seconds";

    /// <summary>Amount and unit.</summary>
    /// <returns>For instance <c>12.42 usd</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.####} {Unit}");
}
