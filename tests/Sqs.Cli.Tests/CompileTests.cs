using System.Xml.Linq;
using Newtonsoft.Json.Linq;

namespace Sqs.Cli.Tests;

/// <summary>What <c>sqs compile --target</c> prints, writes and refuses.</summary>
[TestFixture]
public sealed class CompileTests
{
    private const string Bell = """
        OPENQASM 3.0;
        include "stdgates.inc";
        qubit[2] q;
        bit[2] c;
        h q[0];
        cx q[0], q[1];
        c = measure q;
        """;

    private WorkFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new WorkFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task The_report_shows_the_program_before_and_behind_each_pass_and_its_jobs()
    {
        CommandLine compile = await CommandLine.RunAsync("compile", Program(), "--target", "ibm-heron", "--report", "--shots", "250000");
        Assert.That(compile.Code, Is.Zero, compile.Error);
        Assert.That(compile.Output, Does.Contain("(source)").And.Contain("decompose").And.Contain("250000 executions in").And.Contain("USD"));
    }

    [Test]
    public async Task The_json_report_adds_up()
    {
        CommandLine compile = await CommandLine.RunAsync("compile", Program(), "--target", "ionq-forte", "--json", "--shots", "25001", "--parameter-sets", "3");
        Assert.That(compile.Code, Is.Zero, compile.Error);
        JObject report = (JObject)JObject.Parse(compile.Output)["circuits"]![0]!["report"]!;
        Assert.That((int)report["source"]!["two_qubit_gates"]!, Is.EqualTo(1));
        Assert.That((int)report["result"]!["two_qubit_gates"]!, Is.EqualTo(1));
        Assert.That((long)report["estimate"]!["executions"]!, Is.EqualTo(75_003));
        Assert.That(report["estimate"]!["jobs"]!.Sum(j => (long)j["executions"]!), Is.EqualTo(75_003));
        Assert.That(report["passes"]!.Select(p => (string?)p["name"]), Does.Contain("decompose").And.Contain("limits"));
        Assert.That(report["passes"]!.All(p => p["resources"] is JObject), Is.True);
    }

    [Test]
    public async Task The_placed_qubits_are_drawn()
    {
        CommandLine compile = await CommandLine.RunAsync("compile", Program(), "--target", "ibm-heron", "--svg", _folder["place.svg"], "--json");
        Assert.That(compile.Code, Is.Zero, compile.Error);
        XDocument picture = XDocument.Load(_folder["place.svg"]);
        Assert.That(picture.Descendants().Count(e => e.Name.LocalName == "circle"), Is.EqualTo(156));
        Assert.That((string?)JObject.Parse(compile.Output)["circuits"]![0]!["svg"], Is.EqualTo(_folder["place.svg"]));
    }

    [Test]
    public async Task A_picture_of_a_target_without_couplings_is_refused()
    {
        CommandLine compile = await CommandLine.RunAsync("compile", Program(), "--target", "ionq-forte", "--svg", _folder["place.svg"]);
        Assert.That((compile.Code, compile.Output), Is.EqualTo((1, string.Empty)));
        Assert.That(compile.Error, Does.Contain("SQS9008").And.Contain("ionq-forte"));
        Assert.That(_folder.Files(), Is.EqualTo(new[] { "bell.qasm" }));
    }

    [TestCase("ionq-forte", "ionq", "\"gateset\": \"qis\"")]
    [TestCase("ionq-forte-native", "ionq", "\"gate\": \"zz\"")]
    [TestCase("ionq-forte-qasm", "qasm", "cx q[0], q[1];")]
    [TestCase("ionq-forte-reuse", "qasm", "cx q[0], q[1];")]
    [TestCase("ibm-nighthawk", "qasm", "cz $")]
    public async Task Each_form_of_a_program_is_printed(string target, string emit, string expected)
    {
        CommandLine compile = await CommandLine.RunAsync("compile", Program(), "--target", target, "--emit", emit);
        Assert.That(compile.Code, Is.Zero, compile.Error);
        Assert.That(compile.Output, Does.Contain(expected));
    }

    private string Program() => _folder.Write("bell.qasm", Bell);
}
