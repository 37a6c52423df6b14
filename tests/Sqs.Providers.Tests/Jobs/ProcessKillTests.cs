using System.Diagnostics;
using Sqs.Campaign;
using Sqs.Providers.Devices;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>Real processes that follow jobs and are killed while they do.</summary>
public sealed class ProcessKillTests
{
    private const int Kills = 8;

    private string _folder = null!;

    [SetUp]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("sqs-kills").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [TestCase("ibm")]
    [TestCase("ionq")]
    public async Task Jobs_outlive_the_processes_that_follow_them(string name)
    {
        Vendor vendor = Vendor.Of(name);
        await using Emulator emulator = vendor.Emulate(new EmulatorOptions
        {
            IsNoisy = false,
            QueueTime = TimeSpan.FromSeconds(1),
            RunTime = TimeSpan.FromSeconds(1),
            SettleTime = TimeSpan.FromSeconds(1),
            SubmitsPerMinute = 0,
        });
        await emulator.StartAsync();
        string path = Path.Combine(_folder, "jobs.db");
        JobStore store = await JobStore.OpenAsync(path, default);
        using ProviderCatalog catalog = ChildWorker.Catalog(emulator.Address);
        var service = new JobService(store, catalog, ChildWorker.Policy);
        BackendSnapshot device = await service.SnapshotAsync(vendor.Backend, default);
        var marks = new Dictionary<string, int>();
        for (int mark = 1; mark <= 8; mark++)
        {
            JobView draft = await service.DraftAsync(vendor.Backend, new JobRequest([MarkedCircuits.Of(mark * 29, 5, vendor.IsPhysical)]), device, default);
            await service.ConfirmAsync(draft, null, default);
            marks[draft.Job.Id] = mark * 29;
        }

        for (int kill = 0; kill < Kills; kill++)
        {
            using Process child = Start(emulator.Address, path);

            // Long enough to start, and then somewhere in the middle of the work.
            await Task.WhenAny(child.WaitForExitAsync(), Task.Delay(700 + (kill * 83 % 400)));
            child.Kill();
            await child.WaitForExitAsync();
        }

        using Process last = Start(emulator.Address, path);
        await last.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
        Assert.That(last.ExitCode, Is.Zero);
        Assert.That(vendor.JobsOf(emulator).Select(vendor.KeyOf), Is.Unique.And.Exactly(marks.Count).Items, "each job was sent once");
        foreach ((string id, int mark) in marks)
        {
            JobView view = await service.ShowAsync(id, default);
            Assert.That(view.State, Is.EqualTo(JobState.Done));
            JobResult result = await service.ResultsAsync(id, default);
            Assert.That(MarkedCircuits.IsResultOf(mark, result.Circuits[0].Records!));
        }
    }

    private static Process Start(Uri address, string store)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        foreach (string argument in new[] { typeof(ChildWorker).Assembly.Location, "work", address.ToString(), store })
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
