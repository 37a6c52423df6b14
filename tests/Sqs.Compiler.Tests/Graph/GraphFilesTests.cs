using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.Format;
using Sqs.Compiler.Graph.NumPy;

namespace Sqs.Compiler.Tests.Graph;

/// <summary>Documents on disk with data files beside them.</summary>
public sealed class GraphFilesTests
{
    private const string Weights = """{"npz":"w.npz","array":"w"}""";

    [Test]
    public void Weights_of_a_data_file_are_read_row_major()
    {
        using var folder = new TemporaryFolder();
        WriteArchive(folder, ("w", NpyArray.Of([1.0, 2, 3, 4, 5, 6], [3, 2])));
        GraphReadResult result = Read(folder, Weights);
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Document!.Synapses[0].Weights, Is.EqualTo(new LiteralNumbers([1, 2, 3, 4, 5, 6])));
    }

    [Test]
    public void Indices_of_a_data_file_are_checked()
    {
        using var folder = new TemporaryFolder();
        WriteArchive(folder, ("s", NpyArray.Of([0, 5], [2])), ("t", NpyArray.Of([0, 1], [2, 1])));
        GraphReadResult result = Read(folder, """1,"kind":"sparse","sources":{"npz":"w.npz","array":"s"},"targets":{"npz":"w.npz","array":"t"}""");
        Assert.That(result.Diagnostics.Select(d => d.Message), Is.EqualTo(new[]
        {
            "source 5 does not exist; 'x' has 2, counted from 0",
            "'targets' has shape [2, 1]; it must be one-dimensional",
        }));
    }

    [Test]
    public void A_missing_data_file_is_reported_at_its_name()
    {
        using var folder = new TemporaryFolder();
        Diagnostic diagnostic = Read(folder, Weights).Diagnostics.Single();
        Assert.That(diagnostic.ToString(), Is.EqualTo($"{folder.File("net.sqs.json")}:3:52: error SQS1020: the data file 'w.npz' cannot be used: there is no such file beside the document"));
    }

    [Test]
    public void A_damaged_data_file_is_reported_once_for_all_its_arrays()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("w.npz"), "no archive");
        Assert.That(Read(folder, $"{Weights},\"bias\":{Weights}").Diagnostics.Single().Message, Is.EqualTo("the data file 'w.npz' cannot be used: it is no NumPy archive"));
    }

    [Test]
    public void A_truncated_data_file_is_reported()
    {
        using var folder = new TemporaryFolder();
        WriteArchive(folder, ("w", NpyArray.Of(new double[6], [3, 2])));
        byte[] bytes = File.ReadAllBytes(folder.File("w.npz"));
        File.WriteAllBytes(folder.File("w.npz"), bytes[..(bytes.Length / 2)]);
        Assert.That(Read(folder, Weights).Diagnostics.Single().Code, Is.EqualTo("SQS1020"));
    }

    [Test]
    public void A_damaged_array_is_reported_at_its_name()
    {
        using var folder = new TemporaryFolder();
        using (FileStream stream = File.Create(folder.File("w.npz")))
        {
            using var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create);
            using Stream entry = zip.CreateEntry("w.npy").Open();
            entry.Write("not an array"u8);
        }

        Diagnostic diagnostic = Read(folder, Weights).Diagnostics.Single();
        Assert.That((diagnostic.Span.Line, diagnostic.Span.Column, diagnostic.Message), Is.EqualTo((3, 68, "the data file 'w.npz' cannot be used: array 'w': it is no NumPy array")));
    }

    [Test]
    public void A_missing_array_is_reported_with_those_there_are()
    {
        using var folder = new TemporaryFolder();
        WriteArchive(folder, ("w1", NpyArray.Of([1.0], [1])), ("v", NpyArray.Of([1.0], [1])));
        Assert.That(Read(folder, Weights).Diagnostics.Single().ToString(), Does.EndWith("error SQS1021: the data file 'w.npz' holds no array 'w'; it holds v, w1"));
    }

    [Test]
    public void An_array_of_the_wrong_shape_is_reported()
    {
        using var folder = new TemporaryFolder();
        WriteArchive(folder, ("w", NpyArray.Of(new double[6], [2, 3])));
        Assert.That(Read(folder, Weights).Diagnostics.Single().Message, Is.EqualTo("'weights' of the synapse from 'x' to 'a' has shape [2, 3]; it must be [3, 2]"));
    }

    [Test]
    public void An_array_with_nan_is_reported()
    {
        using var folder = new TemporaryFolder();
        WriteArchive(folder, ("w", NpyArray.Of([0, 0, 0, double.NaN, 0, 0], [3, 2])));
        Assert.That(Read(folder, Weights).Diagnostics.Single().Message, Does.StartWith("element 3 of 'weights' of the synapse from 'x' to 'a' is not a finite number"));
    }

    [Test]
    public void A_gate_of_a_file_beside_the_document_becomes_the_ansatz()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("v.qasm"), "gate half(t) q { rx(t / 2) q; }\r\ngate v(ent, tail) io, mem { ctrl @ half(ent) mem, io; half(tail) mem; }\r\n");
        GraphReadResult result = ReadWithGate(folder);
        Assert.That(result.Diagnostics, Is.Empty);
        Compiler.Neurons.NeuronModel model = result.Document!.Populations[0].Neuron;
        Assert.That(model.ParameterNames, Is.EqualTo(new[] { "ent", "tail" }));
        GraphReadResult again = GraphReader.Read(GraphWriter.ToText(result.Document), "again.sqs.json", directory: null);
        Assert.That(again.Document, Is.EqualTo(result.Document), "written inline, read back the same");
        NetworkGraph graph = result.Document.Resolve(sampler: null);
        Compiler.Ir.CircuitProgram program = Compiler.Plans.LayeredPlan.Create(graph).Plan!.Layers[0].Circuits[0].Program;
        Assert.That(Compiler.Ir.CircuitVerifier.Verify(program), Is.Empty);
        Assert.That(program.Gates.Select(g => g.Name), Is.EqualTo(new[] { "half", "v" }));
        Assert.That(Compiler.Ir.Printing.CircuitPrinter.Print(program), Does.Contain("v(0.5, 0.25) q_a[2], q_a[3]\n"));
    }

    [Test]
    public void A_mistake_in_a_gate_file_is_reported_in_that_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("v.qasm"), "gate v(ent) io, mem { crx(ent) mem, i; }");
        Diagnostic diagnostic = ReadWithGate(folder).Diagnostics.Single();
        Assert.That((diagnostic.Span.File, diagnostic.Span.Line, diagnostic.Span.Column), Is.EqualTo((folder.File("v.qasm"), 1, 37)));
        Assert.That(diagnostic.Code, Does.StartWith("SQS2"));
    }

    [Test]
    public void A_missing_gate_file_is_reported_at_its_name()
    {
        using var folder = new TemporaryFolder();
        Diagnostic diagnostic = ReadWithGate(folder).Diagnostics.Single();
        Assert.That(diagnostic.Code, Is.EqualTo("SQS1020"));
        Assert.That(diagnostic.Span.Line, Is.EqualTo(2));
    }

    [Test]
    public void A_document_that_does_not_exist_is_reported()
    {
        using var folder = new TemporaryFolder();
        Diagnostic diagnostic = GraphReader.Read(folder.File("none.sqs.json")).Diagnostics.Single();
        Assert.That(diagnostic.ToString(), Does.StartWith($"{folder.File("none.sqs.json")}:1:1: error SQS1002: the document cannot be read: "));
    }

    [Test]
    public void A_document_that_is_no_utf8_is_reported()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("latin.sqs.json"), [(byte)'{', (byte)'"', 0xE4, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        Assert.That(GraphReader.Read(folder.File("latin.sqs.json")).Diagnostics.Single().Message, Is.EqualTo("the document is not JSON: it is not UTF-8 text"));
    }

    [Test]
    public void A_byte_order_mark_moves_no_column()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("bom.sqs.json"), "{\"version\":2}", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.That(GraphReader.Read(folder.File("bom.sqs.json")).Diagnostics.Single().Span.Column, Is.EqualTo(12));
    }

    private static GraphReadResult Read(TemporaryFolder folder, string weights)
    {
        File.WriteAllText(folder.File("net.sqs.json"), $$"""
            {"version":1,"name":"n","steps":3,"inputs":[{"name":"x","size":2}],"outputs":["a"],
             "populations":[{"name":"a","size":3,"neuron":"sqs","parameters":{"*":0} }],
             "synapses":[{"from":"x","to":"a","weights":{{weights}} }]}
            """);
        return GraphReader.Read(folder.File("net.sqs.json"));
    }

    private static GraphReadResult ReadWithGate(TemporaryFolder folder)
    {
        File.WriteAllText(folder.File("net.sqs.json"), """
            {"version":1,"name":"n","steps":1,"inputs":[{"name":"x","size":2}],"outputs":["a"],"populations":[
             {"name":"a","size":3,"neuron":{"family":"sqs","ansatz":{"kind":"custom","gate":{"file":"v.qasm"}}},"parameters":{"ent":0.5,"*":0.25}}],
             "synapses":[{"from":"x","to":"a","weights":1}]}
            """);
        return GraphReader.Read(folder.File("net.sqs.json"));
    }

    private static void WriteArchive(TemporaryFolder folder, params (string Name, NpyArray Array)[] arrays)
    {
        using FileStream stream = File.Create(folder.File("w.npz"));
        NpzArchive.Write(stream, arrays.Select(a => KeyValuePair.Create(a.Name, a.Array)));
    }
}
