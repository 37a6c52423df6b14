using System.IO.Compression;
using Newtonsoft.Json.Linq;

namespace Sqs.Cli.Tests;

/// <summary>Runs carried from one installation to another.</summary>
[TestFixture]
public sealed class RunArchiveTests
{
    private WorkFolder _folder = null!;
    private string _archive = null!;
    private string _run = null!;

    [SetUp]
    public async Task Begin()
    {
        _folder = new WorkFolder();
        string file = _folder.Write("p.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; input float a; qubit[2] q; bit[2] c; rx(a) q[1]; c = measure q;");
        CommandLine ran = await CommandLine.RunAsync("run", file, "--set", "a=1", "--shots", "100", "--seed", "1", "--noise", "ibm-heron", "--json", "--runs", _folder["here"]);
        _run = (string)JObject.Parse(ran.Output)["run"]!;
        _archive = _folder["run.zip"];
        CommandLine export = await CommandLine.RunAsync("runs", "export", "last", "-o", _archive, "--runs", _folder["here"]);
        Assert.That((export.Code, export.Output.Trim()), Is.EqualTo((0, _archive)), export.Error);
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public async Task A_run_is_imported_elsewhere_and_replays_there_bit_for_bit()
    {
        CommandLine import = await ImportAsync(_archive);
        Assert.That((import.Code, import.Output.Trim()), Is.EqualTo((0, _run)), import.Error);
        CommandLine replay = await CommandLine.RunAsync("replay", _run, "--runs", _folder["there"]);
        Assert.That(replay.Output, Does.Contain("replayed bit for bit"));
        Assert.That((await ImportAsync(_archive)).Code, Is.Zero, "it is there already, and the same");
        await CommandLine.RunAsync("runs", "export", _run, "-o", _folder["again.zip"], "--runs", _folder["there"]);
        Assert.That(await File.ReadAllBytesAsync(_folder["again.zip"]), Is.EqualTo(await File.ReadAllBytesAsync(_archive)), "the same run gives the same bytes");
    }

    [TestCase("records", "SQS5503")]
    [TestCase("manifest gone", "SQS5507")]
    [TestCase("file gone", "SQS5503")]
    [TestCase("identifier", "SQS5507")]
    [TestCase("no zip", "SQS5507")]
    public async Task What_was_tampered_with_is_refused_and_nothing_is_left(string how, string code)
    {
        if (how == "no zip")
            await File.WriteAllTextAsync(_archive, "no zip");
        else
            Change(how);
        CommandLine import = await ImportAsync(_archive);
        Assert.That((import.Code, import.Error.Contains(code, StringComparison.Ordinal)), Is.EqualTo((1, true)), import.Error);
        Assert.That(Directory.Exists(_folder["there"]) && Directory.EnumerateFileSystemEntries(_folder["there"]).Any(), Is.False);
    }

    [Test]
    public async Task Another_run_of_the_same_name_is_not_overwritten()
    {
        await ImportAsync(_archive);
        Change("title");
        CommandLine import = await ImportAsync(_archive);
        Assert.That((import.Code, import.Error.Contains("SQS5508", StringComparison.Ordinal)), Is.EqualTo((1, true)), import.Error);
        Assert.That((await CommandLine.RunAsync("replay", _run, "--runs", _folder["there"])).Code, Is.Zero);
    }

    private Task<CommandLine> ImportAsync(string archive) => CommandLine.RunAsync("runs", "import", archive, "--runs", _folder["there"]);

    private void Change(string how)
    {
        using ZipArchive zip = ZipFile.Open(_archive, ZipArchiveMode.Update);
        if (how.EndsWith("gone", StringComparison.Ordinal))
        {
            zip.GetEntry(how == "file gone" ? "jobs/0000.qasm" : "manifest.json")!.Delete();
            return;
        }

        ZipArchiveEntry entry = zip.GetEntry(how == "records" ? "jobs/0000.records.npy" : "manifest.json")!;
        using Stream stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        byte[] bytes = content.ToArray();
        if (how == "records")
            bytes[^1] ^= 1;
        else if (how == "title")
            bytes = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(bytes).Replace("\"title\": \"", "\"title\": \"another ", StringComparison.Ordinal));
        else
            bytes = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(bytes).Replace(_run, "../out", StringComparison.Ordinal));
        stream.SetLength(0);
        stream.Write(bytes);
    }
}
