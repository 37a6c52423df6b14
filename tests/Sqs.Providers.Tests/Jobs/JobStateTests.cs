using Sqs.Providers.Jobs;

namespace Sqs.Providers.Tests.Jobs;

public sealed class JobStateTests
{
    [Test]
    public void A_terminal_state_is_never_left()
    {
        foreach (JobState from in Enum.GetValues<JobState>().Where(s => s.IsTerminal()))
            Assert.That(Enum.GetValues<JobState>().Where(to => JobStates.MayFollow(from, to)), Is.Empty, from.ToString());
    }

    [Test]
    public void Every_state_leads_to_an_end()
    {
        foreach (JobState from in Enum.GetValues<JobState>())
        {
            var reached = new HashSet<JobState> { from };
            var open = new Queue<JobState>([from]);
            while (open.TryDequeue(out JobState state))
            {
                foreach (JobState to in Enum.GetValues<JobState>().Where(to => JobStates.MayFollow(state, to) && reached.Add(to)))
                    open.Enqueue(to);
            }

            Assert.That(reached.Any(s => s.IsTerminal()), from.ToString());
        }
    }

    [TestCase(JobState.Fetching, JobState.Submitting)]
    [TestCase(JobState.Fetching, JobState.Running)]
    [TestCase(JobState.SubmitUnknown, JobState.Submitting)]
    [TestCase(JobState.Draft, JobState.Submitting)]
    [TestCase(JobState.Submitted, JobState.Validated)]
    public void What_would_pay_twice_is_no_edge(JobState from, JobState to) => Assert.That(JobStates.MayFollow(from, to), Is.False);
}
