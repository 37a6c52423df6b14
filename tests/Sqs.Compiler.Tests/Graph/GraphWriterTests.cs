using FsCheck;
using FsCheck.Fluent;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.Format;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Compiler.Tests.Graph;

public sealed class GraphWriterTests
{
    private static readonly double[] Awkward =
    [
        0, -0.0, 1, -1, 0.1, 1.0 / 3, Math.PI, double.Epsilon, double.MaxValue, double.MinValue, 1e-300, 123456789012345680, 5e-324, 2.2250738585072014E-308,
    ];

    [Test]
    public void The_text_of_a_small_network_is_readable()
    {
        GraphDocument document = GraphDocument.Of(SmallGraphs.Skip()) with { Provenance = [new("tool", "test")] };
        Assert.That(GraphWriter.ToText(document), Is.EqualTo("""
            {
              "version": 1,
              "name": "skip",
              "steps": 2,
              "seed": 7,
              "inputs": [
                {
                  "name": "x",
                  "size": 2
                }
              ],
              "populations": [
                {
                  "name": "hidden",
                  "size": 3,
                  "neuron": {
                    "family": "sqs",
                    "io": 1,
                    "memory": 1,
                    "ansatz": {
                      "kind": "chain"
                    }
                  },
                  "parameters": {
                    "ent": [0.125, 0.5, 0.875],
                    "mem": [0.25, 0.625, 1.0],
                    "in": [0.375, 0.75, 1.125]
                  }
                },
                {
                  "name": "out",
                  "size": 1,
                  "neuron": {
                    "family": "sqs",
                    "io": 1,
                    "memory": 1,
                    "ansatz": {
                      "kind": "chain"
                    }
                  },
                  "parameters": {
                    "ent": [0.125],
                    "mem": [0.25],
                    "in": [0.375]
                  }
                }
              ],
              "synapses": [
                {
                  "name": "x_hidden",
                  "from": "x",
                  "to": "hidden",
                  "kind": "dense",
                  "weights": [
                    [-0.5, -0.25],
                    [0.0, 0.25],
                    [0.5, -0.5]
                  ]
                },
                {
                  "name": "hidden_out",
                  "from": "hidden",
                  "to": "out",
                  "kind": "dense",
                  "weights": [
                    [-0.5, -0.25, 0.0]
                  ]
                },
                {
                  "name": "x_out",
                  "from": "x",
                  "to": "out",
                  "kind": "dense",
                  "weights": [
                    [-0.5, -0.25]
                  ]
                }
              ],
              "outputs": ["out"],
              "provenance": {
                "tool": "test"
              }
            }

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Random_graphs_read_back_as_they_were_written([Values(1, 7, int.MaxValue)] int inlineLimit)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.sqs.json");
        Prop.ForAll(Graphs().ToArbitrary(), graph =>
        {
            Assert.That(GraphWriter.Write(graph, path, new GraphWriteOptions { InlineLimit = inlineLimit }), Is.Empty);
            GraphReadResult result = GraphReader.Read(path);
            Assert.That(result.Diagnostics.Where(d => d.IsError), Is.Empty);
            NetworkGraph read = result.Document!.Resolve(sampler: null);
            Assert.That(read, Is.EqualTo(graph));
            Assert.That(Bits(read), Is.EqualTo(Bits(graph)), "negative zero must stay negative");
        }).QuickCheckThrowOnFailure();
        Assert.That(folder.Files.Count(), Is.LessThanOrEqualTo(2), "old archives are removed");
    }

    [Test]
    public void Rules_stay_rules()
    {
        GraphDocument document = GraphReader.Read(
            """
            {"version":1,"name":"n","steps":1,"inputs":[{"name":"x","size":3}],
             "populations":[{"name":"a","size":2,"neuron":"sqs","parameters":{"ent":{"normal":[0,0.5]},"mem":1,"in":{"uniform":[-1,1]}}}],
             "synapses":[{"from":"x","to":"a","weights":{"normal":[0,1]},"bias":0.25}],"outputs":["a"]}
            """,
            "rules.sqs.json",
            directory: null).Document!;
        GraphReadResult again = GraphReader.Read(GraphWriter.ToText(document), "again.sqs.json", directory: null);
        Assert.That(again.Diagnostics, Is.Empty);
        Assert.That(again.Document, Is.EqualTo(document));
    }

    [Test]
    public void Equal_graphs_give_equal_bytes()
    {
        using var folder = new TemporaryFolder();
        var options = new GraphWriteOptions { InlineLimit = 2 };
        GraphWriter.Write(SmallGraphs.Skip(), folder.File("net.sqs.json"), options);
        (string Name, byte[] Bytes)[] first = [.. folder.Files.Select(f => (f, File.ReadAllBytes(folder.File(f))))];
        GraphWriter.Write(SmallGraphs.Skip(), folder.File("net.sqs.json"), options);
        Assert.That(folder.Files, Is.EqualTo(first.Select(f => f.Name)));
        Assert.That(first, Has.Length.EqualTo(2));
        foreach ((string name, byte[] bytes) in first)
            Assert.That(File.ReadAllBytes(folder.File(name)), Is.EqualTo(bytes), name);
    }

    [Test]
    public void A_new_version_takes_the_place_of_the_old_document_and_its_archive_and_of_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("net.mine.npz"), "not ours");
        File.WriteAllText(folder.File("network.0123456789abcdef.npz"), "not ours");
        var options = new GraphWriteOptions { InlineLimit = 1 };
        NetworkGraph graph = SmallGraphs.Skip();
        GraphWriter.Write(graph, folder.File("net.sqs.json"), options);
        string[] before = [.. folder.Files];
        Synapse changed = graph.Synapses[0] with { Weights = [9, 8, 7, 6, 5, 4] };
        GraphWriter.Write(graph with { Synapses = [changed, .. graph.Synapses.Skip(1)] }, folder.File("net.sqs.json"), options);
        Assert.That(folder.Files, Is.SupersetOf(new[] { "net.mine.npz", "net.sqs.json", "network.0123456789abcdef.npz" }));
        Assert.That(folder.Files.Count(), Is.EqualTo(4));
        Assert.That(folder.Files, Is.Not.EqualTo(before));
        Assert.That(GraphReader.Read(folder.File("net.sqs.json")).Document!.Resolve(sampler: null).Synapses[0].Weights, Is.EqualTo(changed.Weights));
    }

    [Test]
    public void A_document_that_cannot_be_written_is_reported_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("missing/net.sqs.json");
        DiagnosticBag diagnostics = GraphWriter.Write(SmallGraphs.Skip(), path, new GraphWriteOptions { InlineLimit = 1 });
        Assert.That(diagnostics.Single().Code, Is.EqualTo("SQS1025"));
        Assert.That(diagnostics.Single().Message, Does.StartWith($"'{path}' cannot be written: "));
        Directory.CreateDirectory(folder.File("net.sqs.json"));
        Assert.That(GraphWriter.Write(SmallGraphs.Skip(), folder.File("net.sqs.json")).Single().Code, Is.EqualTo("SQS1025"));
        Assert.That(folder.Files, Is.Empty);
    }

    private static IEnumerable<long> Bits(NetworkGraph graph) =>
        graph.Synapses.SelectMany(s => s.Weights.Concat(s.Bias)).Concat(graph.Populations.SelectMany(p => p.Parameters)).Select(BitConverter.DoubleToInt64Bits);

    private static Gen<NetworkGraph> Graphs() =>
        from inputs in Gen.Choose(1, 4)
        from hidden in Gen.Choose(1, 4)
        from io in Gen.Choose(1, 2)
        from memory in Gen.Choose(0, 2)
        from ansatz in Gen.Elements<Ansatz>(new ChainAnsatz(), new RingAnsatz(2), new FullAnsatz(1))
        from seed in Gen.Choose(0, int.MaxValue)
        select Graph(inputs, hidden, seed % 5 == 0 ? new LastSpikeNeuron() : new SqsNeuron(io, memory, ansatz), seed);

    private static NetworkGraph Graph(int inputs, int hidden, NeuronModel model, int seed)
    {
        var random = new System.Random(seed);
        int io = model.Channels;
        return new NetworkGraph
        {
            Name = $"random \"{seed}\"",
            Steps = random.Next(1, 5),
            Seed = (ulong)random.NextInt64() * 2,
            Inputs = [new InputNode("x", inputs, io)],
            Populations = [new Population("h", hidden, model, Numbers(hidden * model.ParameterNames.Count)), new Population("o", hidden, model, Numbers(hidden * model.ParameterNames.Count))],
            Synapses =
            [
                new Synapse { Name = "a", From = "x", To = "h", Kind = ConnectionKind.Dense, Weights = Numbers(io * hidden * inputs), Bias = Numbers(io * hidden) },
                new Synapse { Name = "b", From = "h", To = "o", Kind = ConnectionKind.OneToOne, Weights = Numbers(io * hidden), Delay = random.Next(3) },
                new Synapse { Name = "c", From = "o", To = "h", Kind = ConnectionKind.Sparse, Weights = Numbers(io), Sources = [hidden - 1], Targets = [0], Delay = 1 },
            ],
            Outputs = ["o"],
            Provenance = [new("seed", $"{seed}")],
        };

        Sqs.Compiler.Ir.EquatableArray<double> Numbers(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? Awkward[random.Next(Awkward.Length)] : random.NextDouble() - 0.5)];
    }
}
