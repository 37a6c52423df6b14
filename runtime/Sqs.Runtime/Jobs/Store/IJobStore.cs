namespace Sqs.Runtime.Jobs.Store;

/// <summary>
/// Durable jobs. Every call is atomic and is on disk when it returns. Several processes may work on one store: a part is changed only
/// under a lease, whose fencing token each write proves.
/// </summary>
public interface IJobStore
{
    /// <summary>Adds a job with its parts.</summary>
    /// <param name="job">The job.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Completes when stored.</returns>
    Task CreateAsync(JobRecord job, IReadOnlyList<JobPart> parts, CancellationToken cancellationToken);

    /// <summary>Finds a job.</summary>
    /// <param name="id">Its identifier, or an unambiguous beginning of it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job, or null.</returns>
    Task<JobRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists jobs, newest first.</summary>
    /// <param name="limit">The most jobs to list.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The jobs.</returns>
    Task<IReadOnlyList<JobRecord>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Reads the parts of a job, in order.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The parts.</returns>
    Task<IReadOnlyList<JobPart>> PartsAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Reads the audit trail of a job, oldest first.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The events.</returns>
    Task<IReadOnlyList<JobEvent>> EventsAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Confirms a job: its drafts may be sent.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="now">The time now.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Completes when stored.</returns>
    Task ConfirmAsync(string jobId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Asks for a job to be cancelled; drafts are cancelled at once.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="request">How far.</param>
    /// <param name="now">The time now.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Completes when stored.</returns>
    Task RequestCancelAsync(string jobId, CancelRequest request, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Takes the part that is longest due and that nobody else has.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="jobId">Only of this job, or null for any.</param>
    /// <param name="now">The time now.</param>
    /// <param name="duration">How long the lease lasts.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The lease, or null where nothing is due.</returns>
    Task<PartLease?> LeaseAsync(string worker, string? jobId, DateTimeOffset now, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Stores a changed part, its events, and parts that go on where it ended.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="part">The changed part.</param>
    /// <param name="events">What happened.</param>
    /// <param name="successors">New parts.</param>
    /// <param name="release">Whether the lease ends.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Completes when stored.</returns>
    /// <exception cref="LeaseLostException">Another worker has the part.</exception>
    Task SaveAsync(
        PartLease lease, JobPart part, IReadOnlyList<JobEvent> events, IReadOnlyList<JobPart> successors, bool release, CancellationToken cancellationToken);

    /// <summary>Gives a lease back without a change.</summary>
    /// <param name="lease">The lease; one that was lost is left alone.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Completes when stored.</returns>
    Task ReleaseAsync(PartLease lease, CancellationToken cancellationToken);

    /// <summary>When the next step is due, leased parts at the end of their lease.</summary>
    /// <param name="jobId">Only of this job, or null for any.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The time, or null where nothing is.</returns>
    Task<DateTimeOffset?> NextDueAsync(string? jobId, CancellationToken cancellationToken);

    /// <summary>Counts parts of a backend that the vendor has or may have.</summary>
    /// <param name="backend">Specification of the backend.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The number.</returns>
    Task<int> CountInFlightAsync(string backend, CancellationToken cancellationToken);

    /// <summary>Stores a text under its SHA-256.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The digest.</returns>
    Task<string> PutAsync(string text, CancellationToken cancellationToken);

    /// <summary>Reads a text and verifies it.</summary>
    /// <param name="digest">Its digest.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidDataException">The text is missing or is not what was stored.</exception>
    Task<string> GetAsync(string digest, CancellationToken cancellationToken);
}
