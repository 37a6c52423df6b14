using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Optimizers;
using Sqs.Runtime.Learning.Surrogate;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Tests.Learning.Surrogate;

/// <summary>Training by natural quantization: its classical limits are the classical network to the bit, and its gradient is that of the published rule.</summary>
public sealed class NaturalTrainingTests
{
    private static readonly NeuronModel Rotation = new NaturalRotationNeuron(0, NaturalFunction.Tanh);
    private static readonly NeuronModel Weak = new NaturalWeakNeuron(0, NaturalFunction.Tanh, Math.PI / 2);

    [Test]
    public async Task Classical_limits_train_to_the_same_bits()
    {
        NetworkGraph rotation = await TrainAsync(Rotation, continues: false);
        NetworkGraph weak = await TrainAsync(Weak, continues: false);
        NetworkGraph shared = await TrainAsync(Weak, continues: true);
        NetworkGraph soft = await TrainAsync(new NaturalRotationNeuron(0.4, NaturalFunction.Tanh), continues: false);
        Assert.That(weak.Synapses.Select(s => s.Weights), Is.EqualTo(rotation.Synapses.Select(s => s.Weights)));
        Assert.That(shared.Synapses.Select(s => s.Weights), Is.EqualTo(rotation.Synapses.Select(s => s.Weights)));
        Assert.That(soft.Synapses.Select(s => s.Weights), Is.Not.EqualTo(rotation.Synapses.Select(s => s.Weights)), "the knob does something");
    }

    [Test]
    public async Task Classical_limits_are_the_sign_network_to_the_bit([Values] bool isWeak, [Values] bool continues)
    {
        // Weights are multiples of 1/64, so every sum is exact in single precision and no order of addition matters.
        NetworkGraph graph = Graph(isWeak ? Weak : Rotation, continues);
        graph = graph with { Synapses = [.. graph.Synapses.Select(s => s with { Weights = [.. s.Weights.Select(w => Math.Round(w * 64) / 64)] })] };
        var layout = new NetworkLayout(graph);
        Dataset data = Data();
        int[] samples = [.. Enumerable.Range(0, 100)];
        foreach (ISpikeSampler sampler in (ISpikeSampler[])[new KrausSampler(), new BatchedSampler()])
        {
            var trains = new NetworkTrains(layout, samples.Length, 3);
            var encoded = new SpikeTensor(samples.Length, 1, data.Lines);
            data.Encode(DataPart.Train, samples, 0, encoded);
            trains.SetInputs(encoded, samples.Length);
            var request = new SamplingRequest { Samples = samples.Length, Seed = 3, SampleLabels = [.. samples.Select(s => (ulong)s)], Threads = 2 };
            await sampler.SampleAsync(new BoundNetwork(layout), trains, request, default);
            for (int train = 0; train < samples.Length * 3; train++)
            {
                double[] values = [.. Enumerable.Range(0, data.Lines).Select(line => (double)encoded.Spike(train / 3, 0, line))];
                for (int layer = 0; layer < 3; layer++)
                {
                    double[] currents = Currents(graph.Synapses[layer], values);
                    values = layer < 2 ? [.. currents.Select(z => z >= 0 ? 1.0 : -1.0)] : [.. currents.Select((_, i) => i == Array.IndexOf(currents, currents.Max()) ? 1.0 : -1.0)];
                    for (int neuron = 0; neuron < values.Length; neuron++)
                        Assert.That((2 * trains.Populations[layer].Spike(train, 0, neuron)) - 1, Is.EqualTo(values[neuron]), $"{sampler.GetType().Name}, train {train}, layer {layer}, neuron {neuron}");
                }
            }
        }
    }

    /// <summary>The published rule by plain loops: records as measured, d record / dz = 1 for |z| below 1, a softmax of the last currents.</summary>
    [TestCase(0.3)]
    [TestCase(0.0)]
    public void Gradient_is_that_of_the_straight_through_rule(double sharpness)
    {
        const int Samples = 12;
        NetworkGraph graph = Graph(new NaturalWeakNeuron(sharpness, NaturalFunction.Tanh, 1.2), continues: true);
        var layout = new NetworkLayout(graph);
        var network = new BatchedNetwork(layout);
        network.Bind(layout.Read());
        Dataset data = Data();
        var encoded = new SpikeTensor(Samples, 1, data.Lines);
        data.Encode(DataPart.Train, [.. Enumerable.Range(0, Samples)], 0, encoded);
        var trains = new NetworkTrains(layout, Samples, 1);
        trains.SetInputs(encoded, Samples);
        int[] labels = data.Train.Labels[..Samples].ToArray();
        var request = new SamplingRequest { Samples = Samples, Seed = 4, SampleLabels = [.. Enumerable.Range(0, Samples).Select(i => (ulong)i)] };
        network.Forward(trains, request, withGradient: true, default);
        var loss = new RateLoss(new TargetCode(layout, 0), 4, 1);
        (double measured, float[] byOutputs) = loss.Measure(network.Layers[2], labels);
        double[] gradient = new double[layout.ParameterCount];
        network.Backward(trains, request, new BackwardSettings(SurrogateShape.HardTanh, byOutputs, 0), gradient, default);

        double[][] expected = [.. graph.Synapses.Select(s => new double[s.Weights.Count])];
        double expectedLoss = 0;
        for (int sample = 0; sample < Samples; sample++)
            expectedLoss += AddSample(graph, trains, encoded, sample, labels[sample], expected) / Samples;
        Assert.That(measured, Is.EqualTo(expectedLoss).Within(1e-5));
        NetworkGraph found = layout.Write(gradient);
        for (int layer = 0; layer < 3; layer++)
        {
            Assert.That(expected[layer].Count(g => g != 0), Is.GreaterThan(expected[layer].Length / 10), "there is something to compare");
            for (int i = 0; i < expected[layer].Length; i++)
                Assert.That(found.Synapses[layer].Weights[i], Is.EqualTo(expected[layer][i] / Samples).Within(1e-5), $"layer {layer}, weight {i}");
        }
    }

    [Test]
    public async Task Soft_quantization_learns()
    {
        NetworkGraph trained = await TrainAsync(new NaturalRotationNeuron(0.4, NaturalFunction.Tanh), continues: false, epochs: 15);
        var evaluator = new Sqs.Runtime.Learning.Evaluation.Evaluator(new BatchedSampler(), measuresLoss: false);
        double accuracy = (await evaluator.EvaluateAsync(new BoundNetwork(new NetworkLayout(trained)), Data(), DataPart.Test, 15, 0, 1, default)).Accuracy;
        Assert.That(accuracy, Is.GreaterThan(0.8), "a quarter would be chance");
    }

    private static double AddSample(NetworkGraph graph, NetworkTrains trains, SpikeTensor encoded, int sample, int label, double[][] sums)
    {
        double[][] values =
        [
            [.. Enumerable.Range(0, encoded.Lines).Select(line => (double)encoded.Spike(sample, 0, line))],
            .. Enumerable.Range(0, 2).Select(layer => Enumerable.Range(0, graph.Populations[layer].Size).Select(n => (2.0 * trains.Populations[layer].Spike(sample, 0, n)) - 1).ToArray()),
        ];
        double[][] currents = [.. Enumerable.Range(0, 3).Select(layer => Currents(graph.Synapses[layer], values[layer]))];
        double[] shares = [.. currents[2].Select(Math.Exp)];
        double total = shares.Sum();
        double[] adjoint = [.. shares.Select((s, i) => (s / total) - (i == label ? 1 : 0))];
        for (int layer = 2; layer >= 0; layer--)
        {
            int sources = values[layer].Length;
            double[] before = new double[sources];
            for (int n = 0; n < adjoint.Length; n++)
            {
                for (int i = 0; i < sources; i++)
                {
                    sums[layer][(n * sources) + i] += adjoint[n] * values[layer][i];
                    before[i] += adjoint[n] * graph.Synapses[layer].Weights[(n * sources) + i];
                }
            }

            if (layer > 0)
                adjoint = [.. before.Select((g, i) => Math.Abs(currents[layer - 1][i]) < 1 ? g : 0)];
        }

        return Math.Log(total) - currents[2][label];
    }

    private static double[] Currents(Synapse synapse, double[] values) =>
        [.. Enumerable.Range(0, synapse.Weights.Count / values.Length).Select(n => values.Select((v, i) => v * synapse.Weights[(n * values.Length) + i]).Sum())];

    private static async Task<NetworkGraph> TrainAsync(NeuronModel model, bool continues, int epochs = 2)
    {
        var options = new TrainingOptions
        {
            Epochs = epochs,
            BatchSize = 32,
            Seed = 1,
            Threads = 1,
            Rule = new SurrogateRuleOptions { Shape = SurrogateShape.HardTanh },
            Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd, Momentum = 0.9, WeightRate = 0.02, ClipNorm = 1000 },
        };
        var diagnostics = new DiagnosticBag();
        TrainingResult? result = await new Trainer(new BatchedSampler()).TrainAsync(Graph(model, continues), Data(), options, null, null, diagnostics, default);
        Assert.That(diagnostics, Is.Empty);
        return result!.Graph;
    }

    private static Dataset Data() => SmallNetworks.Load("task:glyphs?encode=direct&steps=1&train=200&test=100&noise=0");

    private static NetworkGraph Graph(NeuronModel model, bool continues)
    {
        NetworkGraph graph = new()
        {
            Name = "natural",
            Steps = 1,
            Inputs = [new InputNode("in", 64)],
            Populations =
            [
                new Population("h0", 20, model, []),
                new Population("h1", 20, model, []) { Continues = continues ? "h0" : null },
                new Population("out", 4, new WinnerNeuron(), []),
            ],
            Synapses =
            [
                new Synapse { Name = "a", From = "in", To = "h0", Kind = ConnectionKind.Dense, Weights = [.. new double[20 * 64]] },
                new Synapse { Name = "b", From = "h0", To = "h1", Kind = ConnectionKind.Dense, Weights = [.. new double[20 * 20]] },
                new Synapse { Name = "c", From = "h1", To = "out", Kind = ConnectionKind.Dense, Weights = [.. new double[4 * 20]] },
            ],
            Outputs = ["out"],
        };
        return new NetworkInitializer { MeanCurrent = 0, Gain = 0.6, Activity = 0.3 }.Initialise(graph, 3);
    }
}
