using Newtonsoft.Json.Linq;
using Sqs.Providers.Emulation.Jobs;
using Sqs.Runtime.Runs;

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
            "--backend", rehearsal.Backend, "--batch", "4", "--epochs", "1", "--shots", "2", "--yes", "--json", "-o", rehearsal.Folder["trained.sqs.json"], "--jobs", rehearsal.Folder["jobs.db"], "--runs", rehearsal.Folder["runs"],
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

        // The jobs of this sitting and the trained model are recorded; a circuit of every sample, each with all of its shots.
        var store = new RunStore(rehearsal.Folder["runs"]);
        RunRecord record = store.Open(store.List().Single(), [])!;
        Assert.That((record.Kind, record.DeviceJobs.Count, record.Jobs.Count), Is.EqualTo(("training", 6, 6)));
        Assert.That(record.Jobs.SelectMany(j => j.Results).All(r => r.Words.Length > 0), Is.True);
        Assert.That(record.DeviceJobs.SelectMany(j => j.Parts).Select(p => p.RemoteId), Is.EquivalentTo(rehearsal.Ibm.Jobs.Select(j => j.Id)));
        Assert.That(record.Attachments["trained.sqs.json"], Is.EqualTo(await File.ReadAllBytesAsync(rehearsal.Folder["trained.sqs.json"], cancellation)));

        // Asked for once more it is only read; another backend never takes it over.
        CommandLine third = await CommandLine.RunAsync(command);
        Assert.That(third.Code, Is.Zero, third.Error);
        Assert.That(rehearsal.Ibm.Jobs, Has.Count.EqualTo(6));
    }

    [Test]
    [CancelAfter(240_000)]
    public async Task A_model_is_measured_on_a_device_and_the_jobs_are_recorded(CancellationToken cancellation)
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync(Rehearsal.Quick with { IsNoisy = false });
        string model = rehearsal.Folder.Write("small.sqs.json", Model);
        string[] command = ["eval", model, "--data", $"csv:{rehearsal.Folder.Write("data.csv", Data)}?train=4&test=6&seed=1&encode=bernoulli", "--shots", "3", "--json"];
        CommandLine refused = await CommandLine.RunAsync([.. command, "--yes"]);
        Assert.That(refused.Code, Is.EqualTo(2));
        CommandLine device = await CommandLine.RunAsync([.. command, "--backend", rehearsal.Backend, "--yes", "--jobs", rehearsal.Folder["jobs.db"], "--runs", rehearsal.Folder["runs"]]);
        Assert.That(device.Code, Is.Zero, device.Error);
        JObject document = JObject.Parse(device.Output);
        Assert.That(document["confusion"]!.SelectMany(row => row).Sum(n => (int)n), Is.EqualTo(6));

        // All samples go together: a job a layer.
        Assert.That((int)document["device"]!["jobs"]!, Is.EqualTo(2));
        Assert.That(rehearsal.Ibm.Jobs, Has.Count.EqualTo(2));
        var store = new RunStore(rehearsal.Folder["runs"]);
        RunRecord record = store.Open(store.List().Single(), [])!;
        Assert.That((record.Kind, record.DeviceJobs.Count), Is.EqualTo(("evaluation", 2)));
        Assert.That(rehearsal.Folder.Files(), Has.None.EndsWith(".eval"));
    }
}
