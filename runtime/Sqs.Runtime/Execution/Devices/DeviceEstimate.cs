using Sqs.Providers.Costs;

namespace Sqs.Runtime.Execution.Devices;

/// <summary>What a run is expected to take, by planning figures.</summary>
/// <param name="Jobs">Number of jobs at the provider.</param>
/// <param name="Cost">What they cost, in the unit the provider charges in.</param>
public sealed record DeviceEstimate(long Jobs, Money Cost)
{
    /// <summary>What two runs on one device take together.</summary>
    /// <param name="first">A run.</param>
    /// <param name="second">Another.</param>
    /// <returns>The sum.</returns>
    public static DeviceEstimate operator +(DeviceEstimate first, DeviceEstimate second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new DeviceEstimate(first.Jobs + second.Jobs, new Money(first.Cost.Amount + second.Cost.Amount, first.Cost.Unit));
    }
}
