using Sqs.Compiler.Targets;
using Sqs.Providers.Costs;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;

namespace Sqs.Providers;

/// <summary>
/// One device or simulator. Calls that ask the vendor return an outcome and never throw for a failure at the vendor, of the network or
/// of the credential. They wait and repeat only as far as that cannot do harm; in particular <see cref="SubmitAsync"/> never sends a
/// request again that may have been accepted. Safe for use by several threads.
/// </summary>
public interface IBackend
{
    /// <summary>Name of the provider.</summary>
    string Provider { get; }

    /// <summary>Name of the backend at the provider.</summary>
    string Name { get; }

    /// <summary>Reads what the device can do now, and how well.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The snapshot.</returns>
    Task<Outcome<BackendSnapshot>> SnapshotAsync(CancellationToken cancellationToken);

    /// <summary>The target to compile for: what the device can do, in the compiler's terms.</summary>
    /// <param name="device">What the device can do.</param>
    /// <returns>The target.</returns>
    Target TargetOf(BackendSnapshot device);

    /// <summary>Checks a job against the device and turns it into what will be sent; splits it where it is above a limit of one job.</summary>
    /// <param name="request">The job.</param>
    /// <param name="device">What the device can do.</param>
    /// <returns>At least one prepared job; each circuit of the request is in exactly one of them.</returns>
    Outcome<IReadOnlyList<PreparedJob>> Prepare(JobRequest request, BackendSnapshot device);

    /// <summary>A job of some of the circuits of a prepared one, to repeat what failed and nothing else.</summary>
    /// <param name="job">The job.</param>
    /// <param name="circuits">Positions in its circuits, ascending, at least one.</param>
    /// <returns>The smaller job; its circuits keep their indices in the request.</returns>
    PreparedJob Restrict(PreparedJob job, IReadOnlyList<int> circuits);

    /// <summary>Estimates the cost of a prepared job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The estimate.</returns>
    Task<Outcome<CostEstimate>> EstimateAsync(PreparedJob job, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a job once, marked with our key. Where the error's acceptance is unclear the job may exist: look for it with
    /// <see cref="FindAsync"/> before sending it again.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="key">Our key, unique to this piece of work; letters, digits and hyphens.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job at the vendor.</returns>
    Task<Outcome<RemoteJob>> SubmitAsync(PreparedJob job, string key, CancellationToken cancellationToken);

    /// <summary>Looks for jobs that carry our key.</summary>
    /// <param name="key">Our key.</param>
    /// <param name="notBefore">When the first request with this key may have been sent.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The jobs with that key, oldest first.</returns>
    Task<Outcome<IReadOnlyList<RemoteJob>>> FindAsync(string key, DateTimeOffset notBefore, CancellationToken cancellationToken);

    /// <summary>Asks where a job stands. A job the vendor does not know is an error of kind <see cref="ProviderErrorKind.NotFound"/>.</summary>
    /// <param name="remoteId">The vendor's identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The status.</returns>
    Task<Outcome<RemoteStatus>> StatusAsync(string remoteId, CancellationToken cancellationToken);

    /// <summary>Copies the results of a completed job, unchanged. For a private job this can succeed only once: store them before anything else.</summary>
    /// <param name="job">The job.</param>
    /// <param name="remoteId">The vendor's identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The vendor's documents.</returns>
    Task<Outcome<IReadOnlyList<RawDocument>>> DownloadAsync(PreparedJob job, string remoteId, CancellationToken cancellationToken);

    /// <summary>Reads stored results. Pure: the same documents give the same records, however often it is called.</summary>
    /// <param name="job">The job.</param>
    /// <param name="documents">What <see cref="DownloadAsync"/> returned.</param>
    /// <returns>The results, one entry a circuit of the prepared job.</returns>
    Outcome<JobResult> Decode(PreparedJob job, IReadOnlyList<RawDocument> documents);

    /// <summary>Asks what a job used; vendors settle it late.</summary>
    /// <param name="remoteId">The vendor's identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The usage.</returns>
    Task<Outcome<JobUsage>> UsageAsync(string remoteId, CancellationToken cancellationToken);

    /// <summary>Asks to cancel a job. A running job may be charged all the same.</summary>
    /// <param name="remoteId">The vendor's identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What became of it.</returns>
    Task<Outcome<CancelAnswer>> CancelAsync(string remoteId, CancellationToken cancellationToken);
}
