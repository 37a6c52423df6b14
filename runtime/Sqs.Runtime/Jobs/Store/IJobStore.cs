using Sqs.Runtime.Jobs.Ledger;

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
    /// <param name="token">Marks the request it came from, or null.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The identifier of the job: of an earlier one where the same request came before.</returns>
    /// <exception cref="IdempotencyConflictException">Another request bore the token.</exception>
    Task<string> CreateAsync(JobRecord job, IReadOnlyList<JobPart> parts, IdempotencyToken? token, CancellationToken cancellationToken);

    /// <summary>Finds the job that a request made.</summary>
    /// <param name="project">The project of the request.</param>
    /// <param name="token">Its token.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The identifier of the job, or null.</returns>
    /// <exception cref="IdempotencyConflictException">Another request bore the token.</exception>
    Task<string?> FindByTokenAsync(string project, IdempotencyToken token, CancellationToken cancellationToken);

    /// <summary>Finds a job.</summary>
    /// <param name="id">Its identifier, or an unambiguous beginning of it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job, or null.</returns>
    Task<JobRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Finds jobs by the beginning of their identifiers.</summary>
    /// <param name="beginning">The beginning; not empty.</param>
    /// <param name="limit">The most to find.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Identifiers, oldest first.</returns>
    Task<IReadOnlyList<string>> MatchesAsync(string beginning, int limit, CancellationToken cancellationToken);

    /// <summary>Lists jobs, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The jobs with their parts.</returns>
    Task<IReadOnlyList<JobView>> ListAsync(JobFilter filter, CancellationToken cancellationToken);

    /// <summary>Reads the parts of a job, in order.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The parts.</returns>
    Task<IReadOnlyList<JobPart>> PartsAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Reads the audit trail of a job, oldest first.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="after">Only what follows this place in the trail; 0 for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The events.</returns>
    Task<IReadOnlyList<JobEvent>> EventsAsync(string jobId, long after, CancellationToken cancellationToken);

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

    /// <summary>
    /// Takes a part that is due and that nobody else has: first what is to be followed, longest due first; then what waits to be sent, on
    /// a backend that has room, by priority, then of the user who has least at the vendor, then longest due first.
    /// </summary>
    /// <param name="request">Who asks for what.</param>
    /// <param name="now">The time now.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The lease, or null where nothing is due.</returns>
    Task<PartLease?> LeaseAsync(LeaseRequest request, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Makes a lease last longer.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="until">When it ends.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it still was this worker's.</returns>
    Task<bool> RenewAsync(PartLease lease, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>
    /// Records the intent to send a part, where the limits shared by all workers and the budget of its project allow it. Whoever is admitted
    /// has its place, its turn and its money set aside in the same transaction.
    /// </summary>
    /// <param name="lease">The lease.</param>
    /// <param name="intent">The part with the intent.</param>
    /// <param name="happened">The event to record with it.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Why it may not be sent, with nothing stored; null where it may.</returns>
    /// <exception cref="LeaseLostException">Another worker has the part.</exception>
    Task<AdmissionRefusal?> AdmitAsync(PartLease lease, JobPart intent, JobEvent happened, AdmissionLimits limits, CancellationToken cancellationToken);

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

    /// <summary>When the next step is due, leased parts at the end of their lease; what waits for room at the vendor does not count.</summary>
    /// <param name="jobId">Only of this job, or null for any.</param>
    /// <param name="mostInFlight">The most parts of one backend that the vendor may have at a time.</param>
    /// <param name="except">A backend whose parts are left to others, or null.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The time, or null where nothing is.</returns>
    Task<DateTimeOffset?> NextDueAsync(string? jobId, int mostInFlight, string? except, CancellationToken cancellationToken);

    /// <summary>
    /// Takes out jobs to which nothing has happened since a time and nothing more will, drafts among them, and the texts that no job names any more.
    /// The ledger stays as it is.
    /// </summary>
    /// <param name="quietSince">Jobs that were made, and to which the last thing happened, before this.</param>
    /// <param name="now">The time now.</param>
    /// <param name="cancellationToken">Stops between batches; what is taken out by then stays out.</param>
    /// <returns>How much was taken out.</returns>
    Task<PruneResult> PruneAsync(DateTimeOffset quietSince, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Counts the parts of all jobs by state.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Number of parts by the name of their state.</returns>
    Task<IReadOnlyDictionary<string, long>> CountPartsAsync(CancellationToken cancellationToken);

    /// <summary>Reads the ledger of a job, oldest entry first.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The entries.</returns>
    Task<IReadOnlyList<LedgerEntry>> LedgerAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>What a project has spent, and may.</summary>
    /// <param name="project">The project, or null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>One entry a project and unit.</returns>
    Task<IReadOnlyList<ProjectBalance>> BalancesAsync(string? project, CancellationToken cancellationToken);

    /// <summary>Sets the budget of a project. Jobs it does not cover wait; raising it lets them go on.</summary>
    /// <param name="project">The project.</param>
    /// <param name="unit">The unit, for instance <c>usd</c> or <c>qpu-seconds</c>.</param>
    /// <param name="amount">The most that may be reserved and charged together, or null for no limit.</param>
    /// <param name="now">The time now.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Completes when stored.</returns>
    Task SetBudgetAsync(string project, string unit, decimal? amount, DateTimeOffset now, CancellationToken cancellationToken);

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
