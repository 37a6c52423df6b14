using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Tests.Learning.Surrogate;

/// <summary>Layered networks in single precision against the sampler in double precision, and their gradient against finite differences of a smooth path.</summary>
public sealed class BatchedNetworkTests
{
    private const int Samples = 40;
    private const int Steps = 5;

    private static IEnumerable<NeuronModel> RandomFamilies =>
        [new SqsNeuron(1, 1, new ChainAnsatz()), new SqsNeuron(1, 2, new RingAnsatz(1)), new LastSpikeNeuron(), new LogisticNeuron(), new NaturalRotationNeuron(1.5, NaturalFunction.Tanh), new NaturalWeakNeuron(1.5, NaturalFunction.Tanh, 1.2)];

    private static IEnumerable<NeuronModel> Families => [.. RandomFamilies, new LeakyNeuron()];

    [TestCaseSource(nameof(Families))]
    public async Task Spikes_are_those_of_the_sampler_in_double_precision(NeuronModel model)
    {
        // 190 hidden neurons: two tiles, the second one with padding; synapses from the input to the output; a bias.
        NetworkGraph graph = SmallNetworks.Create(70, 190, 3, Steps, model, skip: true);
        var network = new BoundNetwork(new NetworkLayout(graph));
        NetworkTrains exact = Trains(network.Layout, shots: 2);
        NetworkTrains batched = Trains(network.Layout, shots: 2);
        await new KrausSampler().SampleAsync(network, exact, Request(1), default);
        await new BatchedSampler().SampleAsync(network, batched, Request(2), default);
        int different = Differences(exact, batched);
        Assert.That(exact.Populations[0].CountSpikes(), Is.GreaterThan(5_000), "there is something to compare");

        // 77,200 draws, each decided otherwise with a probability of about 10^-6, which later steps and layers then inherit.
        Assert.That(different, Is.LessThan(20));
    }

    [Test]
    public async Task Delayed_synapses_arrive_late()
    {
        NetworkGraph graph = SmallNetworks.Create(30, 20, 4, Steps, skip: true);
        graph = graph with { Synapses = [.. graph.Synapses.Select((s, i) => s with { Delay = i })] };
        var network = new BoundNetwork(new NetworkLayout(graph));
        NetworkTrains exact = Trains(network.Layout, shots: 1);
        NetworkTrains batched = Trains(network.Layout, shots: 1);
        await new KrausSampler().SampleAsync(network, exact, Request(1), default);
        await new BatchedSampler().SampleAsync(network, batched, Request(1), default);
        Assert.That(Differences(exact, batched), Is.LessThan(3));
        AssertGradient(graph, SurrogateShape.Sigmoid);
    }

    [Test]
    public async Task Silence_that_is_heard_arrives_late_too()
    {
        NetworkGraph graph = SmallNetworks.Create(30, 20, 4, Steps, new NaturalRotationNeuron(1, NaturalFunction.Tanh), skip: true);
        graph = graph with { Synapses = [.. graph.Synapses.Select((s, i) => s with { Delay = i })] };
        var network = new BoundNetwork(new NetworkLayout(graph));
        NetworkTrains exact = Trains(network.Layout, shots: 1);
        NetworkTrains batched = Trains(network.Layout, shots: 1);
        await new KrausSampler().SampleAsync(network, exact, Request(1), default);
        await new BatchedSampler().SampleAsync(network, batched, Request(1), default);
        Assert.That(Differences(exact, batched), Is.LessThan(3));
        AssertGradient(graph, SurrogateShape.StraightThrough);
    }

    [TestCaseSource(nameof(RandomFamilies))]
    public void Gradient_is_the_slope_of_the_path_of_probabilities(NeuronModel model) =>
        AssertGradient(SmallNetworks.Create(30, 20, 4, Steps, model, skip: true), SurrogateShape.Arctan);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Gradient_is_the_same_to_the_bit_on_any_number_of_threads(int threads)
    {
        NetworkGraph graph = SmallNetworks.Create(70, 190, 3, Steps, skip: true);
        Assert.That(Gradient(graph, SurrogateShape.Sigmoid, threads).Gradient, Is.EqualTo(Gradient(graph, SurrogateShape.Sigmoid, 1).Gradient));
    }

    [Test]
    public void Network_that_is_not_layered_is_refused()
    {
        NetworkGraph graph = SmallNetworks.Create(4, 3, 2, Steps, new SqsNeuron(2, 1, new RingAnsatz(1)));
        Synapse back = graph.Synapses[1] with { Name = "back", From = "out", To = "hidden0", Delay = 1, Weights = [.. new double[12]], Bias = [] };
        var diagnostics = new DiagnosticBag();
        BatchedSampler.Check(graph with { Synapses = [.. graph.Synapses, back] }, diagnostics);
        Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo(["SQS5105", "SQS5110"]));
    }

    /// <summary>
    /// Around the recorded spikes s a spike is replaced by <c>s + slope(p) (p' - p)</c>, p' its probability at changed parameters given the recorded past of its own
    /// neuron; currents and the objective <c>sum of g_o times spikes of output o</c> are made of those. A backward pass gives the gradient of that function.
    /// </summary>
    private static void AssertGradient(NetworkGraph graph, SurrogateShape shape)
    {
        var layout = new NetworkLayout(graph);
        (double[] gradient, NetworkTrains trains) = Gradient(graph, shape, 2);
        double[] parameters = layout.Read();
        var path = new SmoothPath(layout, trains, Samples, shape, parameters);
        Assert.That(gradient.Count(g => Math.Abs(g) > 1e-3), Is.GreaterThan(gradient.Length / 4), "there is something to compare");
        var random = new Random(4);
        foreach (ParameterSegment segment in layout.Segments.Where(static s => s.Length > 0))
        {
            for (int n = 0; n < 6; n++)
            {
                int i = segment.Offset + random.Next(segment.Length);
                double slope = path.Slope(i, OutputGradient(layout));
                Assert.That(gradient[i], Is.EqualTo(slope).Within(2e-3 + (2e-3 * Math.Abs(slope))), $"{segment.Kind} {i - segment.Offset} of {segment.Owner}");
            }
        }
    }

    private static (double[] Gradient, NetworkTrains Trains) Gradient(NetworkGraph graph, SurrogateShape shape, int threads)
    {
        var layout = new NetworkLayout(graph);
        var network = new BatchedNetwork(layout);
        network.Bind(layout.Read());
        NetworkTrains trains = Trains(layout, shots: 1);
        network.Forward(trains, Request(threads), withGradient: true, default);
        double[] gradient = new double[layout.ParameterCount];
        network.Backward(trains, Request(threads), new BackwardSettings(shape, OutputGradient(layout), AnswerFrom: 1), gradient, default);
        return (gradient, trains);
    }

    private static float[] OutputGradient(NetworkLayout layout) =>
        [.. Enumerable.Range(0, Samples * layout.OutputSize).Select(i => (float)Math.Cos(1.7 * i))];

    private static SamplingRequest Request(int threads) =>
        new() { Samples = Samples, Seed = 8, SampleLabels = [.. Enumerable.Range(0, Samples).Select(i => (ulong)i * 3)], Threads = threads };

    private static NetworkTrains Trains(NetworkLayout layout, int shots)
    {
        var trains = new NetworkTrains(layout, Samples, shots);
        var random = new Random(12);
        SpikeTensor input = trains.Inputs[0];
        for (int sample = 0; sample < Samples; sample++)
        {
            for (int step = 0; step < Steps; step++)
            {
                for (int line = 0; line < input.Lines; line++)
                    input.SetSpike(sample, step, line, random.NextDouble() < 0.2 ? 1 : 0);
            }
        }

        return trains;
    }

    private static int Differences(NetworkTrains one, NetworkTrains two)
    {
        int count = 0;
        for (int population = 0; population < one.Populations.Count; population++)
        {
            ReadOnlySpan<ulong> first = one.Populations[population].Words;
            ReadOnlySpan<ulong> second = two.Populations[population].Words;
            for (int word = 0; word < first.Length; word++)
                count += System.Numerics.BitOperations.PopCount(first[word] ^ second[word]);
        }

        return count;
    }
}
