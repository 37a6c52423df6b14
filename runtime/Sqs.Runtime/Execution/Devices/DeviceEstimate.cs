using Sqs.Providers.Costs;

namespace Sqs.Runtime.Execution.Devices;

/// <summary>What a run is expected to take, by planning figures.</summary>
/// <param name="Jobs">Number of jobs at the provider.</param>
/// <param name="Cost">What they cost, in the unit the provider charges in.</param>
public sealed record DeviceEstimate(long Jobs, Money Cost);
