namespace Sqs.Simulation.Tests.Equivalence;

/// <summary>
/// No pass and no pipeline changes what a network or a program means. A few hundred draws run with every test run; the campaign runs thousands:
/// <c>dotnet test -c Release tests/Sqs.Simulation.Tests --filter TestCategory=Campaign -- TestRunParameters.Parameter(name=\"count\",value=\"5000\")</c>.
/// </summary>
public sealed class PipelineEquivalenceTests
{
    private const int DrawsACase = 12;
    private const int CampaignDraws = 2000;

    [Test]
    public void Networks_mean_the_same_behind_every_pass([Range(0, 9)] int block)
    {
        var check = new PipelineEquivalence();
        for (int i = 0; i < DrawsACase; i++)
            check.CheckNetwork((block * DrawsACase) + i);
        TestContext.Out.WriteLine(check);
        Assert.That(check.ComparedByTarget.Keys, Is.EquivalentTo(PipelineEquivalence.Targets.Select(t => t.Name)), "every target must have compiled some");
    }

    [Test]
    public void Programs_mean_the_same_behind_every_pass([Range(0, 9)] int block)
    {
        var check = new PipelineEquivalence();
        for (int i = 0; i < DrawsACase; i++)
            check.CheckProgram((block * DrawsACase) + i);
        TestContext.Out.WriteLine(check);
        Assert.That(check.ComparedByTarget.Keys, Is.EquivalentTo(PipelineEquivalence.Targets.Select(t => t.Name)), "every target must have compiled some");
    }

    [Test, Explicit("thousands of draws"), Category("Campaign")]
    public void Thousands_of_networks_and_programs_mean_the_same()
    {
        int count = TestContext.Parameters.Get("count", CampaignDraws);
        int seed = TestContext.Parameters.Get("seed", 1_000_000);
        var check = new PipelineEquivalence();
        for (int i = 0; i < count; i++)
        {
            check.CheckNetwork(seed + i);
            check.CheckProgram(seed + i);
            if (i % 100 == 99)
                TestContext.Progress.WriteLine(check);
        }

        TestContext.Out.WriteLine(check);
        Assert.That(check.Passes.Values, Is.All.GreaterThan(count / 100), "every pass must have changed something now and then");
    }
}
