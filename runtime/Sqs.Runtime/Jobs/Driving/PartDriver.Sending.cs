using Sqs.Providers.Costs;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Runtime.Jobs.Driving;

/// <content>From confirmed to submitted.</content>
public sealed partial class PartDriver
{
    private sealed partial class Step
    {
        public async Task SendAsync()
        {
            if (lease.Cancel != CancelRequest.None)
            {
                await SaveAsync(_part.To(JobState.Cancelled, null, "cancelled before it was sent")).ConfigureAwait(false);
                return;
            }

            if (await ExhaustedAsync().ConfigureAwait(false) is { } exhausted)
            {
                await SaveAsync(WithRefusal(Held(_policy.HoldFor, exhausted.ToString()), exhausted)).ConfigureAwait(false);
                return;
            }

            JobPart ready = _part.State == JobState.Held ? _part.To(JobState.Validated, Now) : _part;
            JobPart intent = ready.To(JobState.Submitting, Now) with
            {
                Attempts = _part.Attempts + 1,
                FirstIntentAt = _part.FirstIntentAt ?? Now,
                LastIntentAt = Now,
                Searches = 0,
                IsPaced = false,
            };
            AdmissionLimits limits = driver._providers.LimitsOf(_part.Backend, _policy.MostInFlight);
            if (await driver._store.AdmitAsync(lease, intent, Event(intent), limits, CancellationToken.None).ConfigureAwait(false) is { } refusal)
            {
                TimeSpan wait = refusal.Wait ?? (refusal.Cause == AdmissionCause.Budget ? _policy.HoldFor : _policy.ShortHold);
                await SaveAsync(Held(wait, refusal.Reason) with { IsPaced = refusal.Cause == AdmissionCause.Rate }).ConfigureAwait(false);
                return;
            }

            Outcome<RemoteJob> answer = await backend.SubmitAsync(prepared, _part.Key, cancellationToken).ConfigureAwait(false);
            await SaveAsync(After(intent, answer)).ConfigureAwait(false);
        }

        public async Task SearchAsync()
        {
            Outcome<IReadOnlyList<RemoteJob>> answer = await backend.FindAsync(_part.Key, _part.FirstIntentAt ?? Now, cancellationToken).ConfigureAwait(false);
            if (!answer.TryGet(out IReadOnlyList<RemoteJob>? found, out ProviderError? error))
            {
                JobPart later = _part with { DueAt = Now + (error.RetryAfter ?? _policy.ShortHold), Reason = $"the vendor cannot be asked: {error}" };
                await SaveAsync(WithRefusal(later, error)).ConfigureAwait(false);
                return;
            }

            if (found.Count > 0)
            {
                // The first look at the job also finds others with its key.
                await SaveAsync(_part.To(JobState.Submitted, Now) with { RemoteId = found[0].Id, Polls = 0 }).ConfigureAwait(false);
                return;
            }

            int searches = _part.Searches + 1;
            if (searches < _policy.Searches.Count)
            {
                DateTimeOffset next = (_part.LastIntentAt ?? Now) + _policy.Searches[searches];
                await SaveAsync(_part with { Searches = searches, DueAt = next > Now ? next : Now + _policy.FirstPoll }).ConfigureAwait(false);
                return;
            }

            await SaveAsync(lease.Cancel != CancelRequest.None
                ? _part.To(JobState.Cancelled, null, "cancelled; the vendor never had it")
                : _part.To(JobState.Validated, Now, "the vendor never had it") with { Searches = searches }).ConfigureAwait(false);
        }

        // A request that was delivered twice made two jobs, and each costs. The one we know is followed. The second may have come while nobody here looked, so the
        // vendor is asked at the first look at the job and once more behind its end.
        private async Task<JobPart> CancelOthersAsync(JobPart part)
        {
            Outcome<IReadOnlyList<RemoteJob>> answer = await backend.FindAsync(part.Key, part.FirstIntentAt ?? Now, cancellationToken).ConfigureAwait(false);
            if (!answer.TryGet(out IReadOnlyList<RemoteJob>? found, out _))
                return part;
            var cancelled = new List<string>();
            var ended = new List<string>();
            bool isTold = true;
            foreach (RemoteJob other in found.Where(j => j.Id != part.RemoteId && !part.Duplicates.Contains(j.Id)))
            {
                Outcome<CancelAnswer> cancel = await backend.CancelAsync(other.Id, cancellationToken).ConfigureAwait(false);
                if (cancel.Error is not null)
                    isTold = false;
                else
                    (cancel.Value == CancelAnswer.AlreadyEnded ? ended : cancelled).Add(other.Id);
            }

            string[] what =
            [
                .. cancelled.Count > 0 ? [$"{string.Join(", ", cancelled)} is cancelled"] : Array.Empty<string>(),
                .. ended.Count > 0 ? [$"{string.Join(", ", ended)} had ended already and may be charged"] : Array.Empty<string>(),
            ];
            if (what.Length > 0)
                part = Noted(part, $"the request was delivered {found.Count} times: {string.Join("; ", what)}");
            return part with { IsKeyUnique = isTold, Duplicates = [.. part.Duplicates, .. cancelled, .. ended] };
        }

        private JobPart After(JobPart intent, Outcome<RemoteJob> answer)
        {
            DateTimeOffset now = driver._clock.GetUtcNow();
            if (answer.TryGet(out RemoteJob? remote, out ProviderError? error))
            {
                JobPart submitted = intent.To(JobState.Submitted, now + _policy.FirstPoll) with { RemoteId = remote.Id, Polls = 0 };
                return remote.Remark is { } remark ? Noted(submitted, remark) : submitted;
            }

            if (error.Acceptance == Acceptance.Unclear)
                return intent.To(JobState.SubmitUnknown, now + _policy.Searches[0], error.ToString());
            TimeSpan wait = error.RetryAfter ?? (error.Kind == ProviderErrorKind.Quota ? _policy.HoldFor : _policy.ShortHold);
            return error.Kind is ProviderErrorKind.FixInput or ProviderErrorKind.NotFound or ProviderErrorKind.Unknown or ProviderErrorKind.TimeLimit
                ? intent.To(JobState.Failed, null) with { Error = error }
                : WithRefusal(intent.To(JobState.Held, now + wait, error.ToString()), error);
        }

        // Told in the audit trail, and to whoever looks at the job.
        private JobPart Noted(JobPart part, string note)
        {
            _remark = note;
            return part with { Notes = [.. part.Notes, note] };
        }

        // A part that is held already stays so; only its due time moves.
        private JobPart Held(TimeSpan wait, string reason) =>
            (_part.State == JobState.Held ? _part with { Reason = reason } : _part.To(JobState.Held, null, reason)) with { DueAt = Now + wait };

        // An account that cannot be asked just now is no reason to wait.
        private async Task<ProviderError?> ExhaustedAsync()
        {
            Outcome<AccountUsage> usage = await driver._providers.AccountUsageAsync(_part.Backend, cancellationToken).ConfigureAwait(false);
            if (usage.Error is { Kind: ProviderErrorKind.Reauthenticate } refused)
                return refused;
            return usage.Error is null && usage.Value.IsExhausted ? new ProviderError(ProviderErrorKind.Quota, "exhausted", "the account's limit of usage is reached") : null;
        }
    }
}
