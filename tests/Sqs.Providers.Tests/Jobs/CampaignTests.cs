using Sqs.Campaign;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>Randomised faults of the service and deaths of the client, with fixed seeds; <c>tests/Sqs.Campaign</c> runs more of them.</summary>
public sealed class CampaignTests
{
    private const int Schedules = 100;

    private string _folder = null!;

    [SetUp]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("sqs-campaign").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [TestCase("ibm")]
    [TestCase("ionq")]
    public async Task No_job_is_lost_or_paid_twice_whatever_fails(string vendor)
    {
        CampaignCounts counts = await CampaignRun.RunAsync(Vendor.Of(vendor), Schedules, firstSeed: 1, _folder, TestContext.Out, TestContext.CurrentContext.CancellationToken);
        await TestContext.Out.WriteLineAsync($"{vendor}: {counts}");
        Assert.That((counts.SubmittedTwice, counts.Lost, counts.WrongResults, counts.WrongStates), Is.EqualTo((0, 0, 0, 0)), counts.ToString());
        Assert.That(counts.Faults, Is.GreaterThan(Schedules), "a campaign without faults shows nothing");
        Assert.That(counts.Kills, Is.GreaterThan(Schedules), "a campaign without deaths shows nothing");
        Assert.That(counts.Done, Is.GreaterThan(Schedules));
        AssertNoSecret(_folder);
    }

    private static void AssertNoSecret(string folder)
    {
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.That(files, Is.Not.Empty);
        foreach (string file in files)
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            string text = reader.ReadToEnd();
            Assert.That(text.Contains(FaultSchedule.ApiKey, StringComparison.Ordinal) || text.Contains("emulated-token", StringComparison.Ordinal), Is.False, $"{file} holds a secret");
        }
    }
}
