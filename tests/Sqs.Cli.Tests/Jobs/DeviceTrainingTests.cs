using Newtonsoft.Json.Linq;
using Sqs.Providers.Emulation.Jobs;

namespace Sqs.Cli.Tests.Jobs;

/// <summary>Training on an emulated device: few jobs a batch, and no job twice whatever kills the run.</summary>
[TestFixture]
public sealed class DeviceTrainingTests
{
    private const string Model = """
        {
          "version": 1, "name": "small", "steps": 3, "seed": 5,
          "inputs": [ { "name": "in", "size": 3 } ],
          "populations": [
            { "name": "hidden", "size": 2, "neuron": { "family": "sqs", "io": 1, "memory": 1, "ansatz": { "kind": "chain" } }, "parameters": { "ent": 0.3, "mem": 0.2, "in": 0.8 } },
            { "name": "out", "size": 2, "neuron": { "family": "sqs", "io": 1, "memory": 1, "ansatz": { "kind": "chain" } }, "parameters": { "ent": 0.1, "mem": 0.2, "in": 0.9 } }
          ],
          "synapses": [
            { "from": "in", "to": "hidden", "weights": { "normal": [0.2, 0.1] } },
            { "from": "hidden", "to": "out", "weights": { "normal": [0.2, 0.1] } }
          ],
          "outputs": ["out"]
        }
        """;

    // Two classes of three numbers, ten rows.
    private const string Data = "0,1,0,0\n1,0,0,1\n0,1,1,0\n1,0,1,1\n0,1,0,1\n1,0,1,0\n0,1,0,0\n1,0,0,1\n0,1,1,0\n1,0,1,1\n";

    [Test]
    [CancelAfter(240_000)]
    public async Task A_killed_run_goes_on_with_its_jobs_and_sends_none_twice(CancellationToken cancellation)
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync();
        string[] command =
        [
            "train", rehearsal.Folder.Write("small.sqs.json", Model), "--data", $"csv:{rehearsal.Folder.Write("data.csv", Data)}?train=8&test=2&seed=1&encode=bernoulli",
            "--backend", rehearsal.Backend, "--batch", "4", "--epochs", "1", "--shots", "2", "--yes", "--json", "-o", rehearsal.Folder["trained.sqs.json"], "--jobs", rehearsal.Folder["jobs.db"],
        ];

        // Interrupted in the second batch; then the checkpoint is taken away, as if the process had died without one.
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var output = new StringWriter();
        using var error = new StringWriter();
        Task<int> first = SqsApplication.RunAsync(command, output, error, interrupt.Token);
        while (rehearsal.Ibm.Jobs.Count < 3 && !first.IsCompleted)
            await Task.Delay(20, cancellation);
        await interrupt.CancelAsync();
        Assert.That(await first, Is.EqualTo(130), error.ToString());
        File.Delete(Directory.GetFiles(rehearsal.Folder.Root, "*.checkpoint").Single());
        EmulatedJob[] before = [.. rehearsal.Ibm.Jobs];

        CommandLine second = await CommandLine.RunAsync(command);
        Assert.That(second.Code, Is.Zero, second.Error);
        Assert.That(rehearsal.Ibm.Jobs.Take(before.Length).Select(j => j.Id), Is.EqualTo(before.Select(j => j.Id)));

        // Two batches of two layers, and two layers of the test.
        Assert.That(rehearsal.Ibm.Jobs, Has.Count.EqualTo(6));
        Assert.That(rehearsal.Ibm.Jobs.Select(j => j.Body["tags"]!.ToString()), Is.Unique);
        JObject summary = JObject.Parse(second.Output.TrimEnd().Split('\n')[^1]);
        Assert.That((int)summary["device"]!["jobs"]!, Is.EqualTo(6));

        // The hidden layer hears inputs alone: a circuit a sample with all shots. The outputs hear each shot's own spikes.
        Assert.That(rehearsal.Ibm.Jobs.Take(2).Select(j => ((JArray)j.Body["params"]!["pubs"]!).Count), Is.EqualTo(new[] { 4, 4 }));
        Assert.That((int)rehearsal.Ibm.Jobs[0].Body["params"]!["pubs"]![0]![2]!, Is.EqualTo(2));
        Assert.That((int)rehearsal.Ibm.Jobs[1].Body["params"]!["pubs"]![0]![2]!, Is.EqualTo(1));

        // Asked for once more it is only read; another backend never takes it over.
        CommandLine third = await CommandLine.RunAsync(command);
        Assert.That(third.Code, Is.Zero, third.Error);
        Assert.That(rehearsal.Ibm.Jobs, Has.Count.EqualTo(6));
    }
}
