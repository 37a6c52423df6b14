using Sqs.Providers.Devices;

namespace Sqs.Runtime.Runs;

/// <summary>A job that ran at a provider: the device as it was that day, what was sent, and what came back, unchanged.</summary>
/// <param name="Id">Identifier in the job store.</param>
/// <param name="Backend">Specification of the backend.</param>
/// <param name="Host">Where it was sent, or null where that was not kept.</param>
/// <param name="Device">What the device could do and how well when the job was compiled, with the provider's own documents.</param>
/// <param name="Parts">What was sent, in order; parts that repeat failed circuits come last.</param>
public sealed record DeviceJob(string Id, string Backend, string? Host, BackendSnapshot Device, IReadOnlyList<DevicePart> Parts);
