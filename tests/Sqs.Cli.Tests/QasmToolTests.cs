using Newtonsoft.Json.Linq;

namespace Sqs.Cli.Tests;

/// <summary>The tools for OpenQASM programs.</summary>
[TestFixture]
public sealed class QasmToolTests
{
    private WorkFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new WorkFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Check_describes_every_file_of_a_list_in_one_document()
    {
        string good = _folder.Write("good.qasm", "OPENQASM 3.0;\nqubit q;\nU(0, 0, 0) q;\n");
        string bad = _folder.Write("bad.qasm", "OPENQASM 3.0;\nqubit q;\n\nfoo q;\n");
        string list = _folder.Write("list.txt", $"{good}\n{bad}\n{_folder["absent.qasm"]}\n");
        CommandLine check = await CommandLine.RunAsync("qasm", "check", $"@{list}", "--json");
        Assert.That(check.Code, Is.EqualTo(1));
        JArray files = JArray.Parse(check.Output);
        Assert.That(files.Select(f => (bool)f["ok"]!), Is.EqualTo((bool[])[true, false, false]));
        JToken diagnostic = files[1]["diagnostics"]![0]!;
        Assert.That(((int)diagnostic["line"]!, (int)diagnostic["column"]!, (string?)diagnostic["severity"]), Is.EqualTo((4, 1, "error")));
        Assert.That((string?)files[2]["diagnostics"]![0]!["code"], Is.EqualTo("SQS9002"));
    }

    [Test]
    public async Task Check_shows_the_line_and_what_is_meant()
    {
        string bad = _folder.Write("bad.qasm", "OPENQASM 3.0;\nqubit q;\n  foo q;\n");
        CommandLine check = await CommandLine.RunAsync("qasm", "check", bad);
        string[] lines = check.Error.TrimEnd().Split('\n');
        Assert.That(lines[1], Is.EqualTo("    foo q;"));
        Assert.That(lines[2].IndexOf('^', StringComparison.Ordinal), Is.EqualTo(4));
    }

    [Test]
    public async Task Format_keeps_comments_replaces_files_on_request_and_is_idempotent()
    {
        string file = _folder.Write("p.qasm", "OPENQASM 3.0;\nqubit   q ; // mine\nU( 0,0 , 0)q;\n");
        CommandLine print = await CommandLine.RunAsync("qasm", "fmt", file);
        Assert.That(print.Code, Is.Zero, print.Error);
        Assert.That(print.Output, Does.Contain("qubit q;").And.Contain("// mine"));
        Assert.That((await CommandLine.RunAsync("qasm", "fmt", "--check", file)).Code, Is.EqualTo(1));
        Assert.That((await CommandLine.RunAsync("qasm", "fmt", "--write", file)).Code, Is.Zero);
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(print.Output));
        Assert.That((await CommandLine.RunAsync("qasm", "fmt", "--check", file)).Code, Is.Zero);
    }
}
