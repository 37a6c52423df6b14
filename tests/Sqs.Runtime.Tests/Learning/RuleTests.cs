using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.RuleExample;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Learning.Optimizers;
using Sqs.Runtime.Learning.Reservoir;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Learning.Tess;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Tests.Learning;

/// <summary>Rules beside the local one and surrogate gradients: local in time and space, the reservoir, and one from outside the product.</summary>
public sealed class RuleTests
{
    private const string Glyphs = "task:glyphs?classes=0,1&train=200&test=200&steps=6";

    private static IEnumerable<NeuronModel> Families =>
    [
        new SqsNeuron(1, 1, new ChainAnsatz()), new SqsNeuron(1, 2, new FullAnsatz(1)), new LastSpikeNeuron(), new LogisticNeuron(), new LeakyNeuron(),
        new NaturalRotationNeuron(1, NaturalFunction.Tanh), new NaturalWeakNeuron(1, NaturalFunction.Tanh, 1.2), new QlifNeuron(QlifLeak.Physical), new QlifNeuron(QlifLeak.Published),
    ];

    [TestCaseSource(nameof(Families))]
    public async Task Local_in_time_and_space_learns_with_every_family(NeuronModel model)
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        NetworkGraph graph = Layered(data, model);
        var rule = new TessRuleOptions { Shape = SurrogateShape.Arctan };
        double before = await AccuracyAsync(graph, data);
        double after = await AccuracyAsync((await TrainAsync(graph, data, rule, 10, 0.01)).Graph, data);
        Assert.That(after, Is.GreaterThan(0.75), $"chance is one half; it was {before} before");
    }

    /// <summary>
    /// The gradient of a layer by plain sums: <c>sum over t of M_i(t) slope(p) dp/dz x trace_j(t)</c> with the exact dp/dz of last-spike neurons given their recorded past.
    /// </summary>
    [Test]
    public void Local_gradient_is_the_product_of_signal_slope_and_trace()
    {
        const int Steps = 5;
        const float Decay = 0.6f;
        NetworkGraph graph = SmallNetworks.Create(6, 4, 2, Steps, new LastSpikeNeuron());
        var layout = new NetworkLayout(graph);
        var network = new BatchedNetwork(layout);
        network.Bind(layout.Read());
        var trains = new NetworkTrains(layout, 1, 1);
        var random = new Random(3);
        for (int i = 0; i < Steps * 6; i++)
            trains.Inputs[0].SetSpike(0, i / 6, i % 6, random.Next(2));
        var request = new SamplingRequest { Samples = 1, Seed = 2, SampleLabels = [1] };
        network.Forward(trains, request, withGradient: true, default);
        float[][] signals = [.. layout.Populations.Select(p => Enumerable.Range(0, Steps * p.Size).Select(i => (float)Math.Cos(i + p.Index)).ToArray())];
        double[] gradient = new double[layout.ParameterCount];
        network.Backward(trains, request, new BackwardSettings(SurrogateShape.StraightThrough, [], 0) { LayerGradients = signals, TraceDecay = Decay }, gradient, default);
        NetworkGraph found = layout.Write(gradient);
        for (int layer = 0; layer < 2; layer++)
        {
            Synapse synapse = graph.Synapses[layer];
            int size = graph.Populations[layer].Size;
            int lines = synapse.Weights.Count / size;
            int Source(int step, int line) => layer == 0 ? trains.Inputs[0].Spike(0, step, line) : trains.Populations[0].Spike(0, step, line);
            for (int neuron = 0; neuron < size; neuron++)
            {
                double[] expected = new double[lines];
                double[] trace = new double[lines];
                double bias = 0;
                int last = 0;
                for (int step = 0; step < Steps; step++)
                {
                    double current = synapse.Bias[neuron];
                    for (int line = 0; line < lines; line++)
                    {
                        trace[line] = (Decay * trace[line]) + Source(step, line);
                        current += synapse.Weights[(neuron * lines) + line] * Source(step, line);
                    }

                    ReadOnlySpan<double> own = graph.Populations[layer].ParametersOf(neuron);
                    double angle = (Math.PI * Math.Max(current, 0)) + own[1] + own[2] + (last * own[0]);
                    double local = current > 0 ? signals[layer][(step * size) + neuron] * 0.5 * Math.PI * Math.Sin(angle) : 0;
                    bias += local;
                    for (int line = 0; line < lines; line++)
                        expected[line] += local * trace[line];
                    last = trains.Populations[layer].Spike(0, step, neuron);
                }

                Assert.That(found.Synapses[layer].Bias[neuron], Is.EqualTo(bias).Within(1e-4));
                for (int line = 0; line < lines; line++)
                    Assert.That(found.Synapses[layer].Weights[(neuron * lines) + line], Is.EqualTo(expected[line]).Within(1e-4), $"layer {layer}, {line} to {neuron}");
            }
        }
    }

    [Test]
    public async Task Reservoir_learns_a_readout_and_nothing_else()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        NetworkGraph graph = Reservoir(data);
        TrainingResult result = await TrainAsync(graph, data, new ReservoirRuleOptions(), 2, 0.01);
        Assert.That(result.Graph.Synapses[0], Is.EqualTo(graph.Synapses[0]), "weights into the reservoir stay");
        Assert.That(result.Graph.Populations[0], Is.EqualTo(graph.Populations[0]), "angles stay");
        Assert.That(await AccuracyAsync(result.Graph, data), Is.GreaterThan(0.85), "chance is one half");
    }

    [Test]
    public async Task Reservoir_goes_on_from_a_checkpoint_to_the_same_bits()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        NetworkGraph graph = Reservoir(data);
        string checkpoint = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.checkpoint");
        NetworkGraph whole = (await TrainAsync(graph, data, new ReservoirRuleOptions(), 2, 0.01)).Graph;
        await TrainAsync(graph, data, new ReservoirRuleOptions(), 1, 0.01, checkpoint);
        NetworkGraph resumed = (await TrainAsync(graph, data, new ReservoirRuleOptions(), 2, 0.01, checkpoint)).Graph;
        File.Delete(checkpoint);
        Assert.That(resumed.Synapses[1].Weights, Is.EqualTo(whole.Synapses[1].Weights));
    }

    [Test]
    public void Reservoir_without_a_readout_is_refused()
    {
        var diagnostics = new DiagnosticBag();
        new ReservoirRuleOptions().CheckNetwork(Layered(SmallNetworks.Load(Glyphs), new LeakyNeuron()), diagnostics);
        Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo(["SQS5110"]));
    }

    [Test]
    public async Task Rule_from_outside_the_product_trains_through_the_same_trainer()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        NetworkGraph graph = new NetworkInitializer().Initialise(
            new FeedForwardGraph { Inputs = data.Lines, Outputs = 2, Steps = data.Steps, Neuron = new SqsNeuron(1, 1, new ChainAnsatz()) }.Build(), 2);
        var rule = new SpsaRuleOptions { Directions = 8, Shots = 4 };
        TrainingResult result = await TrainAsync(graph, data, rule, 12, 0.03);
        Assert.That(await AccuracyAsync(result.Graph, data), Is.GreaterThan(0.75), "chance is one half");
        var catalog = LearningRuleCatalog.BuiltIn();
        catalog.Add<SpsaRuleOptions>();
        Assert.That(catalog.Find("spsa"), Is.EqualTo(typeof(SpsaRuleOptions)));
    }

    private static NetworkGraph Layered(Dataset data, NeuronModel model) => new NetworkInitializer { Gain = 0.5 }.Initialise(
        new FeedForwardGraph { Inputs = data.Lines, Hidden = [24], Outputs = data.ClassCount, Steps = data.Steps, Neuron = model }.Build(), 2);

    private static NetworkGraph Reservoir(Dataset data)
    {
        NetworkGraph graph = Layered(data, new SqsNeuron(1, 1, new ChainAnsatz()));
        return graph with { Populations = [graph.Populations[0], new Population("out", 2, new WinnerNeuron(Sums: true), [])] };
    }

    private static async Task<double> AccuracyAsync(NetworkGraph graph, Dataset data) =>
        (await new Evaluator(BatchedSampler.Fastest(graph), measuresLoss: false).EvaluateAsync(new BoundNetwork(new NetworkLayout(graph)), data, DataPart.Test, 5, 0, 1, default)).Accuracy;

    private static async Task<TrainingResult> TrainAsync(NetworkGraph graph, Dataset data, LearningRuleOptions rule, int epochs, double rate, string? checkpoint = null)
    {
        var options = new TrainingOptions
        {
            Epochs = epochs,
            Seed = 3,
            Threads = 1,
            Rule = rule,
            Optimizer = new OptimizerOptions { WeightRate = rate, BiasRate = rate, AngleRate = rate },
        };
        var diagnostics = new DiagnosticBag();
        TrainingResult? result = await new Trainer(BatchedSampler.Fastest(graph)).TrainAsync(graph, data, options, checkpoint, null, diagnostics, default);
        Assert.That(diagnostics, Is.Empty);
        return result!;
    }
}
