using Newtonsoft.Json.Linq;

namespace Sqs.Cli.Tests;

/// <summary>Programs run, are recorded, and replay bit for bit; what was tampered with is refused.</summary>
[TestFixture]
public sealed class ProgramRunTests
{
    // Asymmetric on purpose: register a is 01, register b is 110, whatever the order of bits or registers is mistaken for.
    private const string Asymmetric = """
        OPENQASM 3.0;
        include "stdgates.inc";
        qubit[5] q;
        bit[2] a;
        bit[3] b;
        x q[0];
        x q[3];
        x q[4];
        a[0] = measure q[0];
        a[1] = measure q[1];
        b[0] = measure q[2];
        b[1] = measure q[3];
        b[2] = measure q[4];
        """;

    private const string Bell = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nbit[2] c;\nh q[0];\ncx q[0], q[1];\nc = measure q;\n";

    private WorkFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new WorkFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Registers_are_printed_in_order_and_most_significant_bit_first()
    {
        JObject document = await RunJsonAsync(_folder.Write("p.qasm", Asymmetric), "--shots", "3", "--memory");
        Assert.That(document["counts"]!.ToObject<Dictionary<string, int>>(), Is.EqualTo(new Dictionary<string, int> { ["01 110"] = 3 }));
        Assert.That(document["memory"]!.ToObject<string[][]>(), Has.Length.EqualTo(3).And.All.EqualTo((string[])["0x1", "0x6"]));
        Assert.That(document["registers"]!.Select(r => ((string?)r["name"], (int)r["size"]!)), Is.EqualTo(new[] { ("a", 2), ("b", 3) }));
    }

    [Test]
    public async Task The_same_seed_gives_the_same_counts_and_another_one_others()
    {
        string file = _folder.Write("bell.qasm", Bell);
        JToken first = (await RunJsonAsync(file, "--seed", "7", "--shots", "4000"))["counts"]!;
        JToken second = (await RunJsonAsync(file, "--seed", "7", "--shots", "4000", "--threads", "2"))["counts"]!;
        JToken other = (await RunJsonAsync(file, "--seed", "8", "--shots", "4000"))["counts"]!;
        Assert.That(JToken.DeepEquals(first, second), Is.True);
        Assert.That(JToken.DeepEquals(first, other), Is.False);
    }

    [Test]
    public async Task An_exact_run_gives_probabilities()
    {
        JObject document = await RunJsonAsync(_folder.Write("bell.qasm", Bell), "--method", "exact");
        var exact = document["exact"]!.ToObject<Dictionary<string, double>>()!;
        Assert.That(exact.Keys, Is.EquivalentTo((string[])["00", "11"]));
        Assert.That(exact.Values, Is.All.EqualTo(0.5).Within(1e-12));
    }

    [TestCase("auto")]
    [TestCase("trajectory")]
    [TestCase("exact")]
    public async Task A_recorded_run_replays_bit_for_bit(string method)
    {
        await RunJsonAsync(_folder.Write("bell.qasm", Bell), "--method", method);
        CommandLine replay = await CommandLine.RunAsync("replay", "last", "--runs", _folder["runs"]);
        Assert.That(replay.Code, Is.Zero, replay.Error);
        Assert.That(replay.Output, Does.Contain("replayed bit for bit"));
    }

    [Test]
    public async Task A_run_with_one_changed_byte_is_refused()
    {
        await RunJsonAsync(_folder.Write("bell.qasm", Bell));
        string records = Directory.EnumerateFiles(_folder["runs"], "*.records.npy", SearchOption.AllDirectories).Single();
        byte[] bytes = await File.ReadAllBytesAsync(records);
        bytes[^8] ^= 1;
        await File.WriteAllBytesAsync(records, bytes);
        CommandLine replay = await CommandLine.RunAsync("replay", "last", "--runs", _folder["runs"]);
        Assert.That((replay.Code, replay.Output), Is.EqualTo((1, string.Empty)));
        Assert.That(replay.Error, Does.Contain("error SQS5503"));
    }

    [Test]
    public async Task A_run_whose_result_was_replaced_with_a_matching_hash_is_found_different()
    {
        await RunJsonAsync(_folder.Write("bell.qasm", Bell), "--seed", "1");
        string[] first = Directory.GetDirectories(_folder["runs"]);
        await RunJsonAsync(_folder["bell.qasm"], "--seed", "2");
        string second = Directory.GetDirectories(_folder["runs"]).Except(first).Single();

        // Results of seed 2 in a run of seed 1, hashes and all: only running it again can tell.
        string manifest = Path.Combine(first[0], "manifest.json");
        JObject recorded = JObject.Parse(await File.ReadAllTextAsync(manifest));
        recorded["files"]!["jobs/0000.records.npy"] = JObject.Parse(await File.ReadAllTextAsync(Path.Combine(second, "manifest.json")))["files"]!["jobs/0000.records.npy"];
        await File.WriteAllTextAsync(manifest, recorded.ToString());
        File.Copy(Path.Combine(second, "jobs", "0000.records.npy"), Path.Combine(first[0], "jobs", "0000.records.npy"), overwrite: true);
        CommandLine replay = await CommandLine.RunAsync("replay", Path.GetFileName(first[0]), "--runs", _folder["runs"], "--json");
        Assert.That(replay.Code, Is.EqualTo(1));
        Assert.That((bool)JObject.Parse(replay.Output)["identical"]!, Is.False);
    }

    [Test]
    public async Task Runs_that_differ_in_their_seed_differ_in_settings_and_results_only()
    {
        string file = _folder.Write("bell.qasm", Bell);
        JObject left = await RunJsonAsync(file, "--seed", "1");
        JObject right = await RunJsonAsync(file, "--seed", "2");
        CommandLine diff = await CommandLine.RunAsync("diff", (string)left["run"]!, (string)right["run"]!, "--runs", _folder["runs"]);
        Assert.That(diff.Code, Is.EqualTo(1));
        Assert.That(diff.Output.TrimEnd().Split('\n'), Has.Length.EqualTo(2));
        Assert.That((await CommandLine.RunAsync("diff", (string)left["run"]!, (string)left["run"]!, "--runs", _folder["runs"])).Code, Is.Zero);
    }

    [TestCase("sets", -5)]
    [TestCase("shots", int.MaxValue)]
    [TestCase("exact", true)]
    public async Task A_manifest_with_impossible_numbers_is_damage_and_the_list_goes_on(string key, object value)
    {
        await RunJsonAsync(_folder.Write("bell.qasm", Bell));
        string manifest = Directory.EnumerateFiles(_folder["runs"], "manifest.json", SearchOption.AllDirectories).Single();
        await RunJsonAsync(_folder["bell.qasm"]);
        JObject document = JObject.Parse(await File.ReadAllTextAsync(manifest));
        document["jobs"]![0]![key] = JToken.FromObject(value);
        await File.WriteAllTextAsync(manifest, document.ToString());
        CommandLine list = await CommandLine.RunAsync("runs", "--runs", _folder["runs"], "--json");
        Assert.That((list.Code, JArray.Parse(list.Output).Count), Is.EqualTo((1, 1)));
        Assert.That(list.Error, Does.Contain("error SQS5503"));
    }

    [Test]
    public async Task Nothing_is_recorded_when_not_wanted()
    {
        JObject document = await RunJsonAsync(_folder.Write("bell.qasm", Bell), "--no-record");
        Assert.That(document["run"]!.Type, Is.EqualTo(JTokenType.Null));
        Assert.That(_folder.Files(), Is.EqualTo((string[])["bell.qasm"]));
    }

    [Test]
    public async Task A_submitted_job_waits_in_the_store_and_gives_the_same_counts_whenever_it_is_asked()
    {
        string jobs = _folder["jobs.db"];
        CommandLine submit = await CommandLine.RunAsync("submit", _folder.Write("p.qasm", Asymmetric), "--shots", "5", "--jobs", jobs);
        Assert.That(submit.Code, Is.Zero, submit.Error);
        string id = submit.Output.Trim();
        JToken listed = JArray.Parse((await CommandLine.RunAsync("jobs", "--jobs", jobs, "--json")).Output).Single();
        Assert.That(((string?)listed["job"], (string?)listed["state"]), Is.EqualTo((id, "Submitted")));
        CommandLine first = await CommandLine.RunAsync("wait", id, "--jobs", jobs, "--json");
        CommandLine again = await CommandLine.RunAsync("wait", id[..12], "--jobs", jobs, "--json");
        Assert.That((first.Code, again.Output), Is.EqualTo((0, first.Output)), first.Error);
        Assert.That(JObject.Parse(first.Output)["counts"]!.ToObject<Dictionary<string, int>>(), Is.EqualTo(new Dictionary<string, int> { ["01 110"] = 5 }));
        Assert.That((await CommandLine.RunAsync("wait", "none", "--jobs", jobs)).Code, Is.EqualTo(1));
    }

    [Test]
    public async Task Noise_changes_the_counts_is_recorded_and_replays_bit_for_bit()
    {
        string file = _folder.Write("p.qasm", Asymmetric);
        JObject noisy = await RunJsonAsync(file, "--seed", "1", "--shots", "2000", "--noise", "ibm-heron");
        Assert.That(noisy["counts"]!.Count(), Is.GreaterThan(1));
        Assert.That(Directory.EnumerateFiles(_folder["runs"], "0000.noise.json", SearchOption.AllDirectories).Count(), Is.EqualTo(1));
        Assert.That((await CommandLine.RunAsync("replay", "last", "--runs", _folder["runs"])).Code, Is.Zero);
        CommandLine wrong = await CommandLine.RunAsync("run", file, "--noise", "ibm-heronn", "--runs", _folder["runs"]);
        Assert.That(wrong.Code, Is.EqualTo(1));
        Assert.That(wrong.Error, Does.Contain("SQS5301").And.Contain("did you mean 'ibm-heron'?"));
    }

    [Test]
    public async Task An_exact_run_gives_the_distribution_of_the_variables()
    {
        // A sum over two fair bits, of which the record keeps the second, and a variable that no outcome changes.
        string file = _folder.Write("sum.qasm", """
            OPENQASM 3.0; include "stdgates.inc"; qubit q; bit c; int[8] ones = 0; int[8] same = 5;
            for int i in [0:1] { reset q; h q; c = measure q; if (c) { ones = ones + 1; } }
            """);
        JObject document = await RunJsonAsync(file, "--method", "exact");
        Assert.That((int)document["outputs"]!["same"]!, Is.EqualTo(5));
        Assert.That(document["outputs"]!["ones"]!.Select(p => ((int)p["value"]!, Math.Round((double)p["probability"]!, 12))), Is.EquivalentTo(new[] { (0, 0.25), (1, 0.5), (2, 0.25) }));
        Assert.That(
            document["exact_outputs"]!.Select(p => ((string?)p["record"], (int)p["outputs"]!["ones"]!, Math.Round((double)p["probability"]!, 12))),
            Is.EquivalentTo(new[] { ("0", 0, 0.25), ("0", 1, 0.25), ("1", 1, 0.25), ("1", 2, 0.25) }));
        CommandLine table = await CommandLine.RunAsync("run", file, "--method", "exact", "--runs", _folder["runs"]);
        Assert.That(table.Output, Does.Contain("ones").And.Contain("same").And.Contain("0.2500000000"));
    }

    [Test]
    public async Task Explain_says_how_and_runs_nothing()
    {
        CommandLine explained = await CommandLine.RunAsync("run", _folder.Write("p.qasm", Asymmetric), "--explain", "--runs", _folder["runs"]);
        Assert.That(explained.Code, Is.Zero, explained.Error);
        Assert.That(explained.Output, Does.StartWith("method ").And.Contain("estimated cost: "));
        Assert.That(Directory.Exists(_folder["runs"]), Is.False);
        JObject plan = await RunJsonAsync(_folder["p.qasm"], "--explain", "--shots", "100");
        Assert.That((string?)plan["method"], Is.EqualTo("branching"));
        Assert.That((int)plan["shots"]!, Is.EqualTo(100));
        Assert.That((double)plan["cost"]!, Is.GreaterThan(0).And.EqualTo(plan["parts"]!.Sum(static part => (double)part["cost"]!)));
        Assert.That((double)plan["bytes"]!, Is.GreaterThan(0));
    }

    private async Task<JObject> RunJsonAsync(string file, params string[] options)
    {
        CommandLine result = await CommandLine.RunAsync(["run", file, "--json", "--runs", _folder["runs"], .. options]);
        Assert.That(result.Code, Is.Zero, result.Error);
        return JObject.Parse(result.Output);
    }
}
