using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Compiler.Plans;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Tests.Learning;
using Sqs.Runtime.Tests.Reference;

namespace Sqs.Runtime.Tests.Execution;

/// <summary>Joint spike trains of whole networks, from contracted dynamics and from circuits.</summary>
public sealed class SamplerTests
{
    private const int Shots = 20_000;

    // Two hidden neurons and one output over two steps are 64 joint trains. A right sampler exceeds the bound with probability below 1e-4
    // (63 degrees of freedom; cells expected fewer than five times are pooled, which only lowers it).
    private const double Bound = 114;

    private static IEnumerable<NeuronModel> Models => [new SqsNeuron(1, 1, new ChainAnsatz()), new SqsNeuron(1, 2, new FullAnsatz(1)), new LastSpikeNeuron()];

    [TestCaseSource(nameof(Models))]
    public async Task Contracted_dynamics_give_the_joint_distribution(NeuronModel model) => Assert.That(
        await StatisticAsync(model, new KrausSampler()), Is.LessThan(Bound));

    [TestCaseSource(nameof(Models))]
    public async Task Circuits_give_the_joint_distribution(NeuronModel model)
    {
        (LayeredPlan? plan, DiagnosticBag diagnostics) = LayeredPlan.Create(Network(model), new LayeredPlanOptions { Parameters = ParameterBinding.Inputs });
        Assert.That(diagnostics, Is.Empty);
        Assert.That(await StatisticAsync(model, new CircuitSampler(plan!)), Is.LessThan(Bound));
    }

    [Test]
    public async Task Spikes_drawn_from_marginals_would_be_noticed()
    {
        double[] joint = Joint(new SqsNeuron(1, 1, new ChainAnsatz()));
        double[] marginals = new double[6];
        for (int train = 0; train < 64; train++)
        {
            for (int bit = 0; bit < 6; bit++)
                marginals[bit] += (train >> bit & 1) * joint[train];
        }

        double distance = 0;
        for (int train = 0; train < 64; train++)
        {
            double product = 1;
            for (int bit = 0; bit < 6; bit++)
                product *= (train >> bit & 1) != 0 ? marginals[bit] : 1 - marginals[bit];
            distance += Math.Abs(product - joint[train]) / 2;
        }

        Assert.That(distance, Is.GreaterThan(0.1), "total variation; the tests above would fail by far");
        Assert.That(await StatisticAsync(new SqsNeuron(1, 1, new ChainAnsatz()), new KrausSampler()), Is.LessThan(Bound));
    }

    [Test]
    public async Task Number_of_threads_changes_no_spike()
    {
        NetworkGraph graph = SmallNetworks.Create(5, 3, 2, 4);
        ulong[] one = await WordsAsync(graph, 1);
        ulong[] two = await WordsAsync(graph, 2);
        Assert.That(two, Is.EqualTo(one));
        Assert.That(one.Any(w => w != 0), Is.True);
    }

    [Test]
    public async Task Spikes_of_a_sample_do_not_depend_on_its_batch()
    {
        NetworkGraph graph = SmallNetworks.Create(5, 3, 2, 4);
        var layout = new NetworkLayout(graph);
        var network = new BoundNetwork(layout);
        var batch = new NetworkTrains(layout, 3, 2);
        var alone = new NetworkTrains(layout, 1, 2);
        await new KrausSampler().SampleAsync(network, batch, new SamplingRequest { Samples = 3, Seed = 9, SampleLabels = [4, 5, 6] }, default);
        await new KrausSampler().SampleAsync(network, alone, new SamplingRequest { Samples = 1, Seed = 9, SampleLabels = [6] }, default);
        Assert.That(alone.Populations[0].Train(1).ToArray(), Is.EqualTo(batch.Populations[0].Train(5).ToArray()));
    }

    [Test]
    public async Task Recurrent_network_feeds_a_delayed_spike_back()
    {
        // One neuron without memory that always spikes when driven: a spike at step 0 returns with delay 2 as the drive of step 2, and so on.
        var neuron = new SqsNeuron(1, 0, new ChainAnsatz());
        NetworkGraph graph = new()
        {
            Name = "ring",
            Steps = 6,
            Inputs = [new InputNode("in", 1)],
            Populations = [new Population("p", 1, neuron, [0])],
            Synapses =
            [
                new Synapse { Name = "a", From = "in", To = "p", Kind = ConnectionKind.Dense, Weights = [1] },
                new Synapse { Name = "b", From = "p", To = "p", Kind = ConnectionKind.OneToOne, Weights = [1], Delay = 2 },
            ],
            Outputs = ["p"],
        };
        var layout = new NetworkLayout(graph);
        var trains = new NetworkTrains(layout, 1, 1);
        trains.Inputs[0].SetSpike(0, 0, 0, 1);
        await new KrausSampler().SampleAsync(new BoundNetwork(layout), trains, new SamplingRequest { Samples = 1, Seed = 0, SampleLabels = [0] }, default);
        int[] spikes = [.. Enumerable.Range(0, 6).Select(step => trains.Populations[0].Spike(0, step, 0))];
        Assert.That(spikes, Is.EqualTo([1, 0, 1, 0, 1, 0]));
    }

    private static NetworkGraph Network(NeuronModel model) => SmallNetworks.Create(3, 2, 1, 2, model, seed: 5);

    private static void SetInputs(NetworkTrains trains)
    {
        trains.Inputs[0].SetSpike(0, 0, 0, 1);
        trains.Inputs[0].SetSpike(0, 0, 2, 1);
        trains.Inputs[0].SetSpike(0, 1, 1, 1);
    }

    private static async Task<double> StatisticAsync(NeuronModel model, ISpikeSampler sampler)
    {
        var layout = new NetworkLayout(Network(model));
        var trains = new NetworkTrains(layout, 1, Shots);
        SetInputs(trains);
        await sampler.SampleAsync(new BoundNetwork(layout), trains, new SamplingRequest { Samples = 1, Seed = 31, SampleLabels = [1] }, default);
        int[] counts = new int[64];
        for (int shot = 0; shot < Shots; shot++)
            counts[Code(trains, shot)]++;
        double[] joint = Joint(model);
        double statistic = 0;
        double rest = 0;
        int restCount = 0;
        for (int train = 0; train < 64; train++)
        {
            double expected = Shots * joint[train];
            if (expected >= 5)
            {
                statistic += (counts[train] - expected) * (counts[train] - expected) / expected;
                continue;
            }

            rest += expected;
            restCount += counts[train];
        }

        return rest > 1 ? statistic + ((restCount - rest) * (restCount - rest) / rest) : statistic;
    }

    // Hidden neuron h at step t is bit 2 t + h, the output at step t is bit 4 + t.
    private static int Code(NetworkTrains trains, int shot)
    {
        int code = 0;
        for (int step = 0; step < 2; step++)
        {
            code |= trains.Populations[0].Spike(shot, step, 0) << (2 * step);
            code |= trains.Populations[0].Spike(shot, step, 1) << ((2 * step) + 1);
            code |= trains.Populations[1].Spike(shot, step, 0) << (4 + step);
        }

        return code;
    }

    private static double[] Joint(NeuronModel model)
    {
        NetworkGraph graph = Network(model);
        double[] joint = new double[64];
        for (int train = 0; train < 64; train++)
        {
            double probability = 1;
            for (int hidden = 0; hidden < 2; hidden++)
            {
                int h = hidden;
                Synapse synapse = graph.Synapses[0];
                double[] currents =
                [
                    synapse.Weights[(3 * h) + 0] + synapse.Weights[(3 * h) + 2] + synapse.Bias[h],
                    synapse.Weights[(3 * h) + 1] + synapse.Bias[h],
                ];
                probability *= Probability(model, graph.Populations[0].ParametersOf(h).ToArray(), currents, [train >> h & 1, train >> (2 + h) & 1]);
            }

            Synapse last = graph.Synapses[1];
            double[] drive = [.. Enumerable.Range(0, 2).Select(step =>
                ((train >> (2 * step) & 1) * last.Weights[0]) + ((train >> ((2 * step) + 1) & 1) * last.Weights[1]) + last.Bias[0])];
            joint[train] = probability * Probability(model, graph.Populations[1].Parameters.AsSpan().ToArray(), drive, [train >> 4 & 1, train >> 5]);
        }

        return joint;
    }

    private static double Probability(NeuronModel model, double[] parameters, double[] currents, int[] spikes)
    {
        if (model is SqsNeuron sqs)
            return new DenseNeuron(sqs).Probability(parameters, currents, spikes);
        double probability = 1;
        int previous = 0;
        for (int step = 0; step < spikes.Length; step++)
        {
            double angle = (Math.PI * Math.Max(currents[step], 0)) + parameters[1] + parameters[2] + (previous * parameters[0]);
            double spike = Math.Pow(Math.Sin(angle / 2), 2);
            probability *= spikes[step] == 1 ? spike : 1 - spike;
            previous = spikes[step];
        }

        return probability;
    }

    private static async Task<ulong[]> WordsAsync(NetworkGraph graph, int threads)
    {
        var layout = new NetworkLayout(graph);
        var trains = new NetworkTrains(layout, 20, 3);
        var request = new SamplingRequest { Samples = 20, Seed = 3, SampleLabels = [.. Enumerable.Range(0, 20).Select(i => (ulong)i)], Threads = threads };
        await new KrausSampler().SampleAsync(new BoundNetwork(layout), trains, request, default);
        return [.. trains.Populations.SelectMany(p => p.Words.ToArray())];
    }
}
