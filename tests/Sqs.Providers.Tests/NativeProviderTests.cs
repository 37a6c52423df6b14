using Sqs.Campaign;
using Sqs.Compiler.Ir;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;
using Sqs.Providers.Jobs;
using Sqs.Providers.Native;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Providers.Tests;

public sealed class NativeProviderTests
{
    [Test]
    public async Task A_native_job_goes_the_way_of_any_other_and_gives_the_same_bits_again()
    {
        string folder = Directory.CreateTempSubdirectory("sqs-native").FullName;
        try
        {
            var clock = new VirtualTime();
            using var catalog = new ProviderCatalog(
                [new ProviderRegistration(NativeProvider.Schema, _ => new NativeProvider(clock))], new CredentialSource(new CredentialFile(Path.Combine(folder, "none")), _ => null), clock);
            var service = new JobService(await JobStore.OpenAsync(Path.Combine(folder, "jobs.db"), default), catalog, clock: clock);
            var builder = new CircuitBuilder("p");
            builder.Qubits("q", 1);
            builder.Bits("c", 1);
            builder.Gate("rx", builder.Input("theta"), 0);
            builder.Measure(0, 0);
            CircuitProgram program = builder.Build();
            var request = new JobRequest([new(program, 400) { Inputs = [new("theta", 1.0)] }, MarkedCircuits.Of(0b10110001, 7, isPhysical: false)]) { Options = new JobOptions { Seed = 3 } };
            ulong[][] words = new ulong[2][];
            for (int run = 0; run < 2; run++)
            {
                BackendSnapshot device = await service.SnapshotAsync("native", default);
                JobView draft = await service.DraftAsync("native", request, device, default);
                await service.ConfirmAsync(draft, 0, default);
                Assert.That((await service.WaitAsync(draft.Job.Id, null, null, default)).View.State, Is.EqualTo(JobState.Done));
                JobResult result = await service.ResultsAsync(draft.Job.Id, default);
                Assert.That(MarkedCircuits.IsResultOf(0b10110001, result.Circuits[1].Records!));
                words[run] = result.Circuits[0].Records!.Words.ToArray();
            }

            Assert.That(words[1], Is.EqualTo(words[0]));

            // sin^2(1/2) = 0.2298: 92 of 400 expected, five standard deviations are 42.
            Assert.That(words[0].Count(w => w == 1), Is.InRange(50, 134));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
