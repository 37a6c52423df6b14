using Sqs.Campaign;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>Credentials that the vendor refuses, and that are mended while a job waits.</summary>
public sealed class CredentialRefusalTests
{
    [TestCase(JobBench.IbmBackend, "IBM_QUANTUM_API_KEY")]
    [TestCase(JobBench.IonQBackend, "IONQ_API_KEY")]
    public async Task A_wait_notices_a_mended_credential_within_seconds(string backend, string variable)
    {
        await using JobBench bench = await JobBench.StartAsync();
        JobView draft = await bench.DraftAsync(backend, [MarkedCircuits.Of(5, 20, backend == JobBench.IbmBackend)]);
        bench.Environment[variable] = "revoked";
        bench.Restart();
        DateTimeOffset? mendedAt = null;
        DateTimeOffset? wentOnAt = null;
        int refusals = 0;
        var progress = new Follower(view =>
        {
            refusals += view.Refusal is null ? 0 : 1;
            if (mendedAt is null && refusals == 25)
            {
                bench.Environment[variable] = "emulated-key";
                mendedAt = bench.Clock.GetUtcNow();
            }

            if (mendedAt is not null && view.State != JobState.Held)
                wentOnAt ??= bench.Clock.GetUtcNow();
        });
        WaitAnswer answer = await bench.Service.WaitAsync(draft.Job.Id, null, progress, default);
        Assert.That((answer.End, answer.View.State), Is.EqualTo((WaitEnd.Ended, JobState.Done)));
        Assert.That(wentOnAt - mendedAt, Is.LessThanOrEqualTo(bench.Policy.CredentialWatch + TimeSpan.FromSeconds(1)));
        Assert.That(answer.View.Errors, Is.Empty, "a refusal that is over is no error of the job");
    }

    [TestCase(JobBench.IbmBackend, "IBM_QUANTUM_API_KEY", "BXNIM0415E")]
    [TestCase(JobBench.IonQBackend, "IONQ_API_KEY", "401")]
    public async Task Work_that_nobody_watches_ends_with_the_vendors_words_and_goes_on_later(string backend, string variable, string code)
    {
        await using JobBench bench = await JobBench.StartAsync();
        CircuitRequest circuit = MarkedCircuits.Of(5, 20, backend == JobBench.IbmBackend);
        JobView draft = await bench.DraftAsync(backend, [circuit]);
        bench.Environment[variable] = "revoked";
        bench.Restart();
        WaitAnswer refused = await bench.Service.WaitAsync(draft.Job.Id, null, null, default, endsOnRefusal: true);
        Assert.That((refused.End, refused.View.State), Is.EqualTo((WaitEnd.Refused, JobState.Held)));
        Assert.That(refused.View.Refusal!.Kind, Is.EqualTo(ProviderErrorKind.Reauthenticate));
        Assert.That(refused.View.Refusal.Code, Does.Contain(code));

        // Asked for once more the vendor is asked once more, and not judged by what it said before.
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        bench.Environment[variable] = "emulated-key";
        bench.Restart();
        WaitAnswer ended = await bench.Service.WaitAsync(draft.Job.Id, null, null, default, endsOnRefusal: true);
        Assert.That((ended.End, ended.View.State), Is.EqualTo((WaitEnd.Ended, JobState.Done)));
    }

    [Test]
    public async Task A_draft_with_a_refused_credential_is_not_made()
    {
        await using JobBench bench = await JobBench.StartAsync();
        bench.Environment["IONQ_API_KEY"] = "wrong";
        DiagnosticException refused = (await Assert.ThrowsAsync<DiagnosticException>(() => bench.DraftAsync(JobBench.IonQBackend, [MarkedCircuits.Of(5, 20, false)])))!;
        Assert.That(refused.Diagnostics[0].Descriptor, Is.EqualTo(ProviderDiagnostics.ProviderFailed));
        Assert.That(await bench.Service.ListAsync(10, default), Is.Empty);
    }

    [Test]
    public async Task Submits_keep_the_vendors_pace_whichever_process_sends_them()
    {
        await using JobBench bench = await JobBench.StartAsync(new() { SubmitsPerMinute = 5, IsNoisy = false });
        DateTimeOffset start = bench.Clock.GetUtcNow();
        for (int i = 0; i < 12; i++)
        {
            JobView draft = await bench.DraftAsync(JobBench.IbmBackend, [MarkedCircuits.Of(i, 5, true)]);
            JobView sent = await bench.Service.SendAsync(draft.Job.Id, default);

            // A process for each: its own pacing begins with a full bucket, the store's does not.
            Assert.That(sent.State, Is.EqualTo(JobState.Submitted));
            await bench.Service.WaitAsync(draft.Job.Id, null, null, default);
            bench.Restart();
        }

        DateTimeOffset[] times = [.. bench.Ibm.Jobs.Select(j => j.CreatedAt)];
        Assert.That(times[11] - start, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(84 - 1)), "five at once, then one each twelve seconds");
    }

    private sealed class Follower(Action<JobView> report) : IProgress<JobView>
    {
        public void Report(JobView value) => report(value);
    }
}
