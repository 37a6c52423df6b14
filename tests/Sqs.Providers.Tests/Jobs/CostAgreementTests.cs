using Sqs.Compiler.Ir;
using Sqs.Providers.Costs;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>What a rehearsal is charged is what it was told: estimates and settled costs agree to the cent.</summary>
public sealed class CostAgreementTests
{
    // Few gates cost the minimum of a program; 800 gates on two qubits and 500 shots cost more than that.
    [TestCase(1, 1, 500, false, 12.42)]
    [TestCase(12, 1, 500, false, 12 * 12.42)]
    [TestCase(3, 800, 500, false, 3 * 448.4)]
    [TestCase(2, 1, 500, true, 2 * 97.5)]
    public async Task Estimate_and_settled_cost_agree(int circuits, int gates, int shots, bool mitigated, double expected)
    {
        await using JobBench bench = await JobBench.StartAsync();
        JobView draft = await bench.DraftAsync(JobBench.IonQBackend, Enumerable.Repeat(Circuit(gates, shots), circuits), new JobOptions { Debiasing = mitigated });
        JobView settled = await SettleAsync(bench, draft);
        Assert.That(draft.Estimated.Single(), Is.EqualTo(new Money((decimal)expected, "usd")));
        Assert.That(settled.Charged.Single().Amount, Is.EqualTo((decimal)expected).Within(0.01m));
    }

    [Test]
    public async Task Many_sizes_are_estimated_on_the_safe_side()
    {
        await using JobBench bench = await JobBench.StartAsync();
        JobView draft = await bench.DraftAsync(JobBench.IonQBackend, Enumerable.Range(1, 12).Select(i => Circuit(100 * i, 200)));
        JobView settled = await SettleAsync(bench, draft);
        Assert.That(draft.Estimated.Single().Amount, Is.GreaterThanOrEqualTo(settled.Charged.Single().Amount));
    }

    [Test]
    public async Task A_dry_run_tells_the_cost_at_once_and_charges_nothing()
    {
        await using JobBench bench = await JobBench.StartAsync();
        JobView draft = await bench.DraftAsync(JobBench.IonQBackend, [Circuit(1, 500)], new JobOptions { IsDryRun = true });
        JobView ended = (await bench.Service.WaitAsync(draft.Job.Id, null, null, default)).View;
        Assert.That((ended.State, ended.IsUsageFinal), Is.EqualTo((JobState.Done, true)));
        Assert.That(ended.ProviderEstimates.Single(), Is.EqualTo(new Money(12.42m, "usd")));
        Assert.That(ended.Charged, Is.Empty);
    }

    private static async Task<JobView> SettleAsync(JobBench bench, JobView draft)
    {
        JobView view = (await bench.Service.WaitAsync(draft.Job.Id, null, null, default)).View;
        for (int i = 0; i < 12 && !view.IsUsageFinal; i++)
        {
            bench.Clock.Advance(TimeSpan.FromHours(1));
            view = await bench.Service.SettleAsync(draft.Job.Id, default);
        }

        Assert.That(view.IsUsageFinal, Is.True);
        return view;
    }

    private static CircuitRequest Circuit(int twoQubitGates, int shots)
    {
        var builder = new CircuitBuilder("p");
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        for (int i = 0; i < twoQubitGates; i++)
            builder.Gate("cx", 0, 1);
        builder.Measure(0, 0);
        builder.Measure(1, 1);
        return new CircuitRequest(builder.Build(), shots);
    }
}
