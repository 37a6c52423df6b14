using System.Globalization;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Providers;
using Sqs.Providers.Costs;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Runtime.Jobs.Driving;

/// <content>From submitted to the end.</content>
public sealed partial class PartDriver
{
    private sealed partial class Step
    {
        private const int MostBrokenFetches = 3;

        public async Task FollowAsync()
        {
            Outcome<RemoteStatus> answer = await backend.StatusAsync(_part.RemoteId!, cancellationToken).ConfigureAwait(false);
            JobPart part = _part with { Polls = _part.Polls + 1, Reason = null };
            if (!part.IsKeyUnique)
                part = await CancelOthersAsync(part).ConfigureAwait(false);

            TimeSpan poll = Doubled(_policy.FirstPoll, part.Polls, _policy.LongestPoll);
            if (!answer.TryGet(out RemoteStatus? status, out ProviderError? error))
            {
                // A failed question never fails the job; only a job that stays unknown is lost.
                if (error.Kind != ProviderErrorKind.NotFound)
                {
                    TimeSpan wait = error.RetryAfter > poll ? error.RetryAfter.Value : poll;
                    await SaveAsync(WithRefusal(part with { DueAt = Now + wait, Reason = $"the vendor cannot be asked: {error}" }, error)).ConfigureAwait(false);
                    return;
                }

                DateTimeOffset since = part.MissingSince ?? Now;
                await SaveAsync(Now - since >= _policy.LostAfter
                    ? part.To(JobState.LostRemote, null, "the vendor accepted it and no longer knows it") with { Error = error }
                    : part with { MissingSince = since, DueAt = Now + poll, Reason = "the vendor does not know it just now" }).ConfigureAwait(false);
                return;
            }

            part = part with
            {
                VendorStatus = status.VendorStatus,
                StatusSince = part.VendorStatus == status.VendorStatus ? part.StatusSince ?? Now : Now,
                MissingSince = null,
                PredictedStart = status.PredictedWait is { } predicted ? Now + predicted : null,
            };
            bool isOdd = status.IsSuspect || status.Phase == RemotePhase.Unrecognised;
            if (isOdd && part.OddSince is null)
            {
                // A guess is confirmed by a second look.
                await SaveAsync(part with { OddSince = Now, DueAt = Now + poll, Reason = $"the vendor says '{status.VendorStatus}', which is not known" }).ConfigureAwait(false);
                return;
            }

            if (!isOdd)
                part = part with { OddSince = null, Reason = part.Reason ?? Stale(part, status) };
            await (status.Phase switch
            {
                RemotePhase.Completed when prepared.IsDryRun => EndDryRunAsync(part),
                RemotePhase.Completed => SaveAsync(part.To(JobState.Fetching, Now)),

                // A job made of several is read all the same: some of them may have results.
                RemotePhase.Failed when !status.ChildIds.IsEmpty => SaveAsync(part.To(JobState.Fetching, Now)),
                RemotePhase.Failed => FailAsync(part, status.Error ?? Unexplained(status)),
                RemotePhase.Cancelled => SaveAsync(Ended(part.To(JobState.Cancelled, null, lease.Cancel == CancelRequest.None ? "cancelled at the vendor" : null))),
                RemotePhase.Unrecognised when Now - part.OddSince >= _policy.OddFor => FailAsync(part, Unexplained(status)),
                _ => GoOnAsync(part, status, poll),
            }).ConfigureAwait(false);
        }

        public async Task FetchAsync()
        {
            JobPart part = _part;
            if (part.Documents.IsEmpty)
            {
                Outcome<IReadOnlyList<RawDocument>> answer = await backend.DownloadAsync(prepared, part.RemoteId!, cancellationToken).ConfigureAwait(false);
                if (!answer.TryGet(out IReadOnlyList<RawDocument>? documents, out ProviderError? error))
                {
                    await FetchLaterAsync(part, error).ConfigureAwait(false);
                    return;
                }

                part = part with { Documents = await StoreAsync(documents).ConfigureAwait(false) };

                // Stored before anything else: some results can be read only once.
                await StoreAsync(part, release: false, []).ConfigureAwait(false);
            }

            Outcome<JobResult> decoded = backend.Decode(prepared, await driver.DocumentsAsync(part, cancellationToken).ConfigureAwait(false));
            if (!decoded.TryGet(out JobResult? result, out ProviderError? broken))
            {
                // What was copied may have been damaged on the way: it is copied again before it counts as unreadable.
                await (part.FailedFetches + 1 < MostBrokenFetches && !prepared.IsPrivate
                    ? FetchLaterAsync(part with { Documents = [] }, broken)
                    : SaveAsync(Ended(part.To(JobState.Failed, null) with { Error = broken }))).ConfigureAwait(false);
                return;
            }

            part = part with
            {
                Counts = await driver._store.PutAsync(Counts(result).ToString(Newtonsoft.Json.Formatting.None), cancellationToken).ConfigureAwait(false),
                Answered = [.. result.Circuits.Where(c => c.Records is not null).Select(c => c.Index)],
            };
            await (result.IsComplete
                ? SaveAsync(Ended(part.To(JobState.Done, null)))
                : FailAsync(part, result.Circuits.First(c => c.Records is null).Error ?? new ProviderError(ProviderErrorKind.Unknown, "no-result", "the vendor gave no result")))
                .ConfigureAwait(false);
        }

        // The cost is all that a dry run is for, so it is asked for at once.
        private async Task EndDryRunAsync(JobPart part)
        {
            Outcome<JobUsage> usage = await backend.UsageAsync(part.RemoteId!, cancellationToken).ConfigureAwait(false);
            JobPart ended = part.To(JobState.Fetching, Now).To(JobState.Done, null);
            await SaveAsync(usage.Error is null ? ended with { Usage = usage.Value, DueAt = null } : Ended(ended)).ConfigureAwait(false);
        }

        // A status that stays as it is for long is followed on, and the user is told; services have been seen to forget to move it.
        private string? Stale(JobPart part, RemoteStatus status)
        {
            double expected = part.Estimate is { Total: { Unit: Money.QpuSeconds } seconds } ? (double)seconds.Amount : 0;
            TimeSpan? longest = status.Phase switch
            {
                RemotePhase.Running => _policy.RunsLongAfter + TimeSpan.FromSeconds(expected),
                RemotePhase.Queued => _policy.QueuesLongAfter,
                _ => null,
            };
            return Now - part.StatusSince > longest
                ? string.Create(CultureInfo.InvariantCulture, $"the vendor says '{status.VendorStatus}' since {part.StatusSince:yyyy-MM-dd HH:mm} UTC, longer than expected; look at its status page")
                : null;
        }

        private static ProviderError Unexplained(RemoteStatus status) =>
            new(ProviderErrorKind.Unknown, "unexplained", $"the vendor says '{status.VendorStatus}' and no reason");

        private static JObject Counts(JobResult result) => new(result.Circuits.Where(c => c.Records is not null)
            .Select(c => new JProperty(c.Index.ToString(System.Globalization.CultureInfo.InvariantCulture), JObject.FromObject(c.Records!.Counts()))));

        private async Task GoOnAsync(JobPart part, RemoteStatus status, TimeSpan poll)
        {
            bool mayCancel = lease.Cancel == CancelRequest.Always || (lease.Cancel == CancelRequest.UnlessRunning && status.Phase == RemotePhase.Queued);
            if (mayCancel && !part.IsCancelSent)
            {
                Outcome<CancelAnswer> answer = await backend.CancelAsync(part.RemoteId!, cancellationToken).ConfigureAwait(false);
                part = part with { IsCancelSent = answer.Error is null, Polls = 0, Reason = answer.Error is null ? "cancelling" : $"cannot cancel: {answer.Error}" };
                poll = _policy.FirstPoll;
            }

            JobState state = status.Phase switch
            {
                RemotePhase.Queued => JobState.Submitted,
                RemotePhase.Running => JobState.Running,
                _ => part.State,
            };
            await SaveAsync((state == part.State ? part : part.To(state, null, part.Reason)) with { DueAt = Now + poll }).ConfigureAwait(false);
        }

        private Task FetchLaterAsync(JobPart part, ProviderError error)
        {
            JobPart later = part with { FailedFetches = part.FailedFetches + 1, Reason = $"the results cannot be read just now: {error}" };
            if (error.Kind != ProviderErrorKind.NotFound)
            {
                TimeSpan wait = Doubled(_policy.FirstPoll, later.FailedFetches, LongestFetchWait);
                return SaveAsync(WithRefusal(later with { DueAt = Now + (error.RetryAfter > wait ? error.RetryAfter.Value : wait) }, error));
            }

            DateTimeOffset since = later.MissingSince ?? Now;
            return SaveAsync(Now - since >= _policy.LostAfter
                ? later.To(JobState.LostRemote, null, "the vendor ran it and no longer has the results") with { Error = error }
                : later with { MissingSince = since, DueAt = Now + Doubled(_policy.FirstPoll, later.FailedFetches, _policy.LongestPoll) });
        }

        // What failed on the vendor's side is sent again, for the open circuits only and under a key of its own.
        private async Task FailAsync(JobPart part, ProviderError error)
        {
            JobPart failed = Ended(part.To(JobState.Failed, null) with { Error = error });
            if (!error.IsRetryable || part.Generation >= _policy.Repeats || lease.Cancel != CancelRequest.None)
            {
                await SaveAsync(failed).ConfigureAwait(false);
                return;
            }

            JobPart successor = await driver.RepeatAsync(backend, prepared, part, Now, cancellationToken).ConfigureAwait(false);
            await SaveAsync(failed with { RepeatedBy = successor.Index }, successor).ConfigureAwait(false);
        }

        private async Task<EquatableArray<StoredDocument>> StoreAsync(IReadOnlyList<RawDocument> documents)
        {
            var stored = new StoredDocument[documents.Count];
            for (int i = 0; i < stored.Length; i++)
                stored[i] = new StoredDocument(documents[i].Name, await driver._store.PutAsync(documents[i].Text, cancellationToken).ConfigureAwait(false));
            return [.. stored];
        }
    }

    /// <summary>Reads the stored documents of a part, verified.</summary>
    /// <param name="part">The part.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The documents.</returns>
    internal async Task<IReadOnlyList<RawDocument>> DocumentsAsync(JobPart part, CancellationToken cancellationToken)
    {
        var documents = new List<RawDocument>();
        foreach (StoredDocument document in part.Documents)
            documents.Add(new RawDocument(document.Name, await _store.GetAsync(document.Digest, cancellationToken).ConfigureAwait(false)));
        return documents;
    }

    /// <summary>Makes the part that repeats what another left open.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="prepared">The job of the other part.</param>
    /// <param name="part">The other part.</param>
    /// <param name="now">The time now.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The new part, confirmed.</returns>
    internal async Task<JobPart> RepeatAsync(IBackend backend, PreparedJob prepared, JobPart part, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int[] open = [.. Enumerable.Range(0, prepared.Circuits.Count).Where(i => !part.Answered.Contains(prepared.Circuits[i].Index))];
        PreparedJob rest = open.Length == prepared.Circuits.Count ? prepared : backend.Restrict(prepared, open);

        // Numbers of generations do not meet, whoever makes them.
        int number = (part.Index % JobKeys.PartsPerGeneration) + (JobKeys.PartsPerGeneration * (part.Generation + 1));
        string digest = await _store.PutAsync(JobJson.Write(rest), cancellationToken).ConfigureAwait(false);
        return new JobPart(part.JobId, number, JobKeys.Of(part.JobId, number), part.Backend, digest, [.. rest.Circuits.Select(c => c.Index)])
        {
            Host = part.Host,
            State = JobState.Validated,
            DueAt = now,
            Generation = part.Generation + 1,
            Estimate = part.Estimate,
        };
    }
}
