using Sqs.Providers.Devices;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Runtime.Runs;

namespace Sqs.Runtime.Jobs;

/// <summary>All that is kept of a job.</summary>
/// <param name="View">Where it stands.</param>
/// <param name="Circuits">What was asked for; empty for jobs of versions that did not keep it.</param>
/// <param name="Device">The device when it was compiled.</param>
/// <param name="Parts">What was sent and what came back.</param>
/// <param name="Result">The results that were read from that, one entry a circuit.</param>
public sealed record JobContents(JobView View, IReadOnlyList<CircuitRequest> Circuits, BackendSnapshot Device, IReadOnlyList<DevicePart> Parts, JobResult Result);
