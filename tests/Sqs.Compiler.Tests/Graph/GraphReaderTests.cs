using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.Format;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Compiler.Tests.Graph;

public sealed class GraphReaderTests
{
    private const string Complete = """
        // A document may explain itself.
        {
          "$schema": "https://example.org/sqs.schema.json",
          "version": 1,
          "name": "all of it",
          "steps": 4,
          "seed": 18446744073709551615,
          "inputs": [ { "name": "x", "size": 2 }, { "name": "wide", "size": 1, "channels": 2 } ],
          "populations": [
            { "name": "hidden", "size": 2,
              "neuron": { "family": "sqs", "io": 2, "memory": 1, "ansatz": { "kind": "hea-ring", "layers": 1 } },
              "parameters": { "x0_0": [0.1, 0.2], "z0_2": -1, "*": { "uniform": [-0.5, 0.5] } } },
            { "name": "out", "size": 2, "neuron": "sqs",
              "parameters": { "ent": [1, 2], "mem": [3, 4], "in": [5e-1, 6] } },
            { "name": "copy", "size": 2, "neuron": { "family": "sqs", "memory": 0 }, "parameters": { "in": 0 } }
          ],
          "synapses": [
            { "from": "x", "to": "hidden", "weights": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], "bias": [[0.5, 0.25], [0, 0]] },
            { "name": "w", "from": "wide", "to": "hidden", "weights": { "normal": [0, 1] } },
            { "from": "x", "to": "out", "kind": "sparse", "sources": [0, 1, 1], "targets": [1, 0, 1], "weights": [1, 2, 3], "delay": 2 },
            { "from": "out", "to": "copy", "kind": "one-to-one", "weights": [1, -1] },
            { "name": "back", "from": "copy", "to": "out", "kind": "one-to-one", "weights": 0.5, "delay": 1 }
          ],
          "outputs": ["hidden", "copy"],
          "provenance": { "tool": "by hand" }
        }
        """;

    [Test]
    public void A_complete_document_is_read_as_written([Values("\n", "\r\n")] string lineBreak, [Values("", "\uFEFF")] string mark)
    {
        GraphReadResult result = GraphReader.Read(mark + Complete.ReplaceLineEndings(lineBreak), "all.sqs.json", directory: null);
        Assert.That(result.Diagnostics, Is.Empty);
        GraphDocument document = result.Document!;
        Assert.That((document.Name, document.Steps, document.Seed), Is.EqualTo(("all of it", 4, ulong.MaxValue)));
        Assert.That(document.Inputs, Is.EqualTo(new[] { new InputNode("x", 2), new InputNode("wide", 1, 2) }));
        Assert.That(document.Populations.Select(p => p.Neuron), Is.EqualTo(new NeuronModel[]
        {
            new SqsNeuron(2, 1, new RingAnsatz(1)), new SqsNeuron(1, 1, new ChainAnsatz()), new SqsNeuron(1, 0, new ChainAnsatz()),
        }));
        Assert.That(document.Populations[0].Parameters, Is.EqualTo(new NumberSource[]
        {
            new LiteralNumbers([0.1, 0.2]), new UniformInitializer(-0.5, 0.5), new UniformInitializer(-0.5, 0.5),
            new UniformInitializer(-0.5, 0.5), new UniformInitializer(-0.5, 0.5), new ConstantInitializer(-1),
        }));
        Assert.That(document.Synapses.Select(s => (s.Shape.Name, s.Shape.Kind, s.Shape.Delay, s.WeightCount)), Is.EqualTo(new[]
        {
            ("x_hidden", ConnectionKind.Dense, 0, 8), ("w", ConnectionKind.Dense, 0, 4), ("x_out", ConnectionKind.Sparse, 2, 3),
            ("out_copy", ConnectionKind.OneToOne, 0, 2), ("back", ConnectionKind.OneToOne, 1, 2),
        }));
        Assert.That(document.Synapses[0].Weights, Is.EqualTo(new LiteralNumbers([1, 2, 3, 4, 5, 6, 7, 8])));
        Assert.That(document.Synapses[0].Bias, Is.EqualTo(new LiteralNumbers([0.5, 0.25, 0, 0])));
        Assert.That(document.Synapses[2].Shape.Sources, Is.EqualTo(new[] { 0, 1, 1 }));
        Assert.That(document.Synapses[2].Shape.Targets, Is.EqualTo(new[] { 1, 0, 1 }));
        Assert.That(document.Outputs, Is.EqualTo(new[] { "hidden", "copy" }));
        Assert.That(document.Provenance.Single(), Is.EqualTo(new KeyValuePair<string, string>("tool", "by hand")));
        Assert.That(document.NeedsSampler, Is.True);
    }

    [Test]
    public void Resolving_draws_each_bundle_from_a_stream_of_its_own_and_records_it()
    {
        GraphDocument document = GraphReader.Read(Complete, "all.sqs.json", directory: null).Document!;
        var streams = new List<ulong>();
        NetworkGraph graph = document.Resolve((seed, stream, distribution, values) =>
        {
            Assert.That(seed, Is.EqualTo(ulong.MaxValue));
            streams.Add(stream);
            values.Fill(distribution is UniformInitializer uniform ? uniform.High : 7);
        });
        Assert.That(streams, Has.Count.EqualTo(5).And.Unique);
        Assert.That(graph.Populations[0].ParametersOf(1).ToArray(), Is.EqualTo(new[] { 0.2, 0.5, 0.5, 0.5, 0.5, -1 }));
        Assert.That(graph.Populations[1].ParametersOf(1).ToArray(), Is.EqualTo(new[] { 2.0, 4, 6 }));
        Assert.That(graph.Synapses[1].Weights, Is.EqualTo(new[] { 7.0, 7, 7, 7 }));
        Assert.That(graph.Synapses[4].Weights, Is.EqualTo(new[] { 0.5, 0.5 }));
        Assert.That(graph.Provenance[^1].Key, Is.EqualTo(GraphDocument.InitializedKey));
        Assert.That(graph.Provenance[^1].Value, Does.StartWith("seed 18446744073709551615: hidden.z0_0 uniform(-0.5, 0.5);").And.EndsWith("w.weights normal(0.0, 1.0)"));
    }
}
