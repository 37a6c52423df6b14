using System.IO.Compression;

namespace Sqs.Cli.Tests;

/// <summary>Every kind of bad input gets its code, a place where there is one, exit code 1 (2 for usage), and leaves no file behind.</summary>
[TestFixture]
public sealed class BadInputTests
{
    private const string Model = """
        {
          "version": 1, "name": "tiny", "steps": 3,
          "inputs": [ { "name": "x", "size": 2 } ],
          "populations": [ { "name": "out", "size": 2, "neuron": "sqs", "parameters": { "*": 0.4 } } ],
          "synapses": [ { "from": "x", "to": "out", "weights": [[0.5, -0.5], [0.25, 1]] } ],
          "outputs": ["out"]
        }
        """;

    private WorkFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new WorkFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("\"steps\": 3,", "\"steps\": 3", "3:3: error SQS10", TestName = "Malformed_JSON")]
    [TestCase("\"steps\": 3,", "\"steps\": 3, \"stepz\": 3,", "2:45: error SQS10", TestName = "Unknown_key")]
    [TestCase("\"steps\": 3,", "\"steps\": \"three\",", "2:42: error SQS10", TestName = "Wrong_type")]
    [TestCase("\"steps\": 3,", "\"steps\": 0,", "2:42: error SQS10", TestName = "Number_out_of_range")]
    [TestCase("\"steps\": 3,", "", ": error SQS10", TestName = "Missing_key")]
    [TestCase("\"version\": 1", "\"version\": 99", "2:14: error SQS10", TestName = "Unknown_version")]
    [TestCase("[0.25, 1]]", "[0.25]]", "5:", TestName = "Ragged_weights")]
    [TestCase("[[0.5, -0.5], [0.25, 1]]", "[[0.5, -0.5]]", "5:", TestName = "Wrong_shape")]
    [TestCase("0.25", "NaN", "5:", TestName = "Not_a_number")]
    [TestCase("0.25", "1e999", "5:", TestName = "Infinite_weight")]
    [TestCase("\"to\": \"out\"", "\"to\": \"uot\"", "5:", TestName = "Dangling_name")]
    [TestCase("\"outputs\": [\"out\"]", "\"outputs\": [\"x\"]", "6:", TestName = "Output_that_is_no_population")]
    [TestCase("\"from\": \"x\"", "\"from\": \"out\"", "error SQS10", TestName = "Cycle_without_delay")]
    [TestCase("\"neuron\": \"sqs\"", "\"neuron\": \"lif9\"", "4:", TestName = "Unknown_family")]
    [TestCase("[[0.5, -0.5], [0.25, 1]]", "{ \"npz\": \"absent.npz\", \"array\": \"w\" }", "5:", TestName = "Missing_weight_file")]
    public async Task Models(string right, string wrong, string expected)
    {
        string text = Model.Replace(right, wrong, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Model), "the case changes the model");
        string model = _folder.Write("bad.sqs.json", text);
        CommandLine result = await CommandLine.RunAsync("compile", model, "-o", _folder["qasm"]);
        AssertRefused(result, 1, expected);
        Assert.That(_folder.Files(), Is.EqualTo((string[])["bad.sqs.json"]));
    }

    [Test]
    public async Task All_complaints_about_a_model_come_in_one_run()
    {
        string model = _folder.Write("bad.sqs.json", Model
            .Replace("\"steps\": 3", "\"steps\": -3", StringComparison.Ordinal)
            .Replace("\"to\": \"out\"", "\"to\": \"uot\"", StringComparison.Ordinal)
            .Replace("\"name\": \"x\"", "\"nam\": \"x\"", StringComparison.Ordinal));
        CommandLine result = await CommandLine.RunAsync("compile", model);
        Assert.That(result.Error.Split('\n').Count(line => line.Contains(": error SQS1", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(3), result.Error);
    }

    [Test]
    public async Task Missing_model() => AssertRefused(await CommandLine.RunAsync("compile", _folder["absent.sqs.json"]), 1, "error SQS1");

    [Test]
    public async Task Model_that_is_a_folder() => AssertRefused(await CommandLine.RunAsync("compile", _folder.Root), 1, "is a folder");

    [TestCase("usps:ABSENT", "SQS5", TestName = "Missing_data_folder")]
    [TestCase("minst:ABSENT", "SQS5", TestName = "Unknown_kind_of_data")]
    [TestCase("task:delayed-recal", "SQS5", TestName = "Unknown_task")]
    [TestCase("task:delayed-recall?train=many", "SQS5", TestName = "Bad_option_of_data")]
    [TestCase("task:delayed-recall", "SQS5", TestName = "Data_that_do_not_fit_the_model")]
    public async Task Data(string spec, string expected)
    {
        string model = _folder.Write("m.sqs.json", Model);
        CommandLine result = await CommandLine.RunAsync("train", model, "--data", spec.Replace("ABSENT", _folder["absent"], StringComparison.Ordinal), "-o", _folder["t.sqs.json"]);
        AssertRefused(result, 1, expected);
        Assert.That(_folder.Files(), Is.EqualTo((string[])["m.sqs.json"]));
    }

    [Test]
    public async Task Truncated_gzip()
    {
        using (var whole = new MemoryStream())
        {
            using (var gzip = new GZipStream(whole, CompressionLevel.Fastest, leaveOpen: true))
                gzip.Write(Enumerable.Range(0, 100_000).Select(i => (byte)"0123456789. -\n"[i * 7919 % 14]).ToArray());
            Directory.CreateDirectory(_folder["usps"]);
            foreach (string name in (string[])["zip.train.gz", "zip.test.gz"])
                File.WriteAllBytes(Path.Combine(_folder["usps"], name), whole.ToArray()[..(int)(whole.Length / 2)]);
        }

        string model = _folder.Write("m.sqs.json", Model);
        AssertRefused(await CommandLine.RunAsync("train", model, "--data", $"usps:{_folder["usps"]}", "-o", _folder["t.sqs.json"]), 1, "SQS5");
    }

    [Test]
    public async Task Csv_with_a_word_for_a_number_names_its_line()
    {
        string csv = _folder.Write("d.csv", "0.1,0.2,0\n0.3,what,1\n");
        string model = _folder.Write("m.sqs.json", Model);
        AssertRefused(await CommandLine.RunAsync("train", model, "--data", $"csv:{csv}", "-o", _folder["t.sqs.json"]), 1, "d.csv:2:");
    }

    [Test]
    public async Task Output_into_a_folder_that_is_not_there()
    {
        string model = _folder.Write("m.sqs.json", Model);
        CommandLine result = await CommandLine.RunAsync("train", model, "--data", "task:delayed-recall", "-o", Path.Combine(_folder["absent"], "t.sqs.json"));
        Assert.That(result.Code, Is.EqualTo(1), result.Error);
        Assert.That(Directory.Exists(_folder["absent"]), Is.False);
    }

    [Test]
    public async Task Output_that_cannot_be_written()
    {
        string model = _folder.Write("m.sqs.json", Model);
        string file = _folder.Write("taken", "a file where a folder should be");
        AssertRefused(await CommandLine.RunAsync("compile", model, "-o", file), 1, "error SQS9003");
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("a file where a folder should be"));
    }

    [TestCase("OPENQASM 3.0;\nqubit q;\nfoo q;\n", "p.qasm:3:1: error SQS2", TestName = "Unknown_gate")]
    [TestCase("OPENQASM 3.0;\nqubit q\nreset q;\n", "p.qasm:", TestName = "Missing_semicolon")]
    [TestCase("OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\ncx q[0], q[0];\n", "p.qasm:4:", TestName = "Same_qubit_twice")]
    public async Task Programs(string text, string expected)
    {
        string program = _folder.Write("p.qasm", text);
        AssertRefused(await CommandLine.RunAsync("run", program, "--runs", _folder["runs"]), 1, expected);
        Assert.That(_folder.Files(), Is.EqualTo((string[])["p.qasm"]));
    }

    [TestCase("", "SQS5201", TestName = "Input_without_a_value")]
    [TestCase("b=1", "SQS5202", TestName = "Value_for_an_input_that_is_not_there")]
    [TestCase("a=nan", "SQS5203", TestName = "Input_that_is_no_number")]
    public async Task Inputs(string assignment, string expected)
    {
        string program = _folder.Write("p.qasm", "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float a;\nqubit q;\nbit c;\nrx(a) q;\nc = measure q;\n");
        string[] arguments = ["run", program, "--runs", _folder["runs"]];
        AssertRefused(await CommandLine.RunAsync(assignment.Length == 0 ? arguments : [.. arguments, "--set", assignment]), 1, expected);
    }

    [TestCase("trian", TestName = "Unknown_verb")]
    [TestCase("run", TestName = "Missing_argument")]
    [TestCase("doctor --nope", TestName = "Unknown_option")]
    [TestCase("run x.qasm --shots none", TestName = "Option_that_is_no_number")]
    [TestCase("run x.qasm --shots 0", TestName = "No_shots")]
    [TestCase("run x.qasm --method magic", TestName = "Unknown_method")]
    public async Task Usage(string arguments) => AssertRefused(await CommandLine.RunAsync(arguments.Split(' ')), 2, "error SQS9001");

    [Test]
    public async Task A_misspelt_verb_is_suggested() =>
        Assert.That((await CommandLine.RunAsync("trian")).Error, Does.Contain("Did you mean 'train'?"));

    [Test]
    public async Task Unknown_run() => AssertRefused(await CommandLine.RunAsync("replay", "20990101", "--runs", _folder["runs"]), 1, "error SQS5501");

    [Test]
    public async Task Unknown_template() => AssertRefused(await CommandLine.RunAsync("new", "delayed-recal", _folder["d"]), 1, "did you mean 'delayed-recall'?");

    [Test]
    public async Task A_folder_with_something_in_it_is_not_written_into()
    {
        _folder.Write("mine.txt", "keep");
        AssertRefused(await CommandLine.RunAsync("new", "glyphs", _folder.Root), 1, "error SQS9004");
        Assert.That(_folder.Files(), Is.EqualTo((string[])["mine.txt"]));
    }

    private static void AssertRefused(CommandLine result, int code, string expected)
    {
        Assert.That(result.Code, Is.EqualTo(code), result.Error);
        Assert.That(result.Error, Does.Contain(expected));
        Assert.That(result.Error, Does.Not.Contain("SQS9999"));
        Assert.That(result.Output, Is.Empty);
    }
}
