using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Execution.Dynamics;
using Sqs.Runtime.Tests.Learning;
using Sqs.Simulation;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Tests.Execution;

/// <summary>QLIF neurons: their circuit, their recursion, their kernels, their gradient.</summary>
public sealed class QlifNeuronTests
{
    private const int Steps = 7;

    [TestCase(0.3, 0.4)]
    [TestCase(0.8, 0.7)]
    [TestCase(0.0, 0.35)]
    public void Population_of_a_step_is_what_its_circuit_measures(double population, double rotation)
    {
        double phi = 2 * Math.Asin(Math.Sqrt(population));
        var dynamics = new QlifDynamics(1, new QlifNeuron(QlifLeak.Published));
        Assert.That(Measured(phi, Math.PI * rotation), Is.EqualTo(dynamics.Population(rotation, 0.1, population)).Within(1e-12), "input");

        // Without input the published leak rotates back, and back further the less time passes.
        double gamma = -2 * Math.Asin(Math.Sqrt(population * Math.Exp(-200 * 0.1 / 60)));
        Assert.That(Measured(phi, gamma), Is.EqualTo(dynamics.Population(-0.2, 0.1, population)).Within(1e-12), "leak");
    }

    [Test]
    public void Leaks_differ_as_published_and_as_physics_says()
    {
        var published = new QlifDynamics(1, new QlifNeuron(QlifLeak.Published));
        var physical = new QlifDynamics(1, new QlifNeuron(QlifLeak.Physical));
        Assert.That(physical.Population(0, 0, 0.6), Is.EqualTo(0.6), "no time, no leak");
        Assert.That(published.Population(0, 0, 0.6), Is.Zero.Within(1e-15), "no time, all leaks");
        Assert.That(physical.Population(0, 10, 0.6), Is.LessThan(1e-10));
        Assert.That(published.Population(0, 10, 0.6), Is.EqualTo(0.6).Within(1e-6));
        Assert.That(physical.Population(0, -0.3, 0.6), Is.EqualTo(0.6 * Math.Exp(-1)).Within(1e-12), "the size of the current counts");
    }

    [Test]
    public async Task Kernels_spike_like_the_dynamics([Values] QlifLeak leak)
    {
        NetworkGraph graph = SmallNetworks.Create(70, 190, 3, Steps, new QlifNeuron(leak), skip: true);
        var network = new BoundNetwork(new NetworkLayout(graph));
        NetworkTrains exact = Trains(network.Layout);
        NetworkTrains batched = Trains(network.Layout);
        var request = new SamplingRequest { Samples = 30, Seed = 1, SampleLabels = [.. Enumerable.Range(0, 30).Select(i => (ulong)i)], Threads = 2 };
        await new KrausSampler().SampleAsync(network, exact, request, default);
        await new BatchedSampler().SampleAsync(network, batched, request, default);
        long all = exact.Populations[0].CountSpikes();
        Assert.That(all, Is.GreaterThan(2000), "there is something to compare");
        int different = exact.Populations.Zip(batched.Populations).Sum(p => p.First.Words.ToArray().Zip(p.Second.Words.ToArray(), (a, b) => System.Numerics.BitOperations.PopCount(a ^ b)).Sum());
        Assert.That(different, Is.LessThan(40), "populations at the threshold may fall either way in single precision");
        for (int neuron = 0; neuron < 190; neuron++)
            Assert.That(batched.Populations[0].Spike(3, 2, neuron), Is.EqualTo(0).Or.EqualTo(3), "a spike sets both bits");
    }

    // Seeds whose populations stay above the floor of the roots, where the kernel's gradient is exact.
    [Test]
    public void Gradient_is_the_slope_of_the_weighted_distances([Values] QlifLeak leak, [Values(1, 2, 4)] int seed)
    {
        var random = new Random(seed);
        double[] rotations = [.. Enumerable.Range(0, Steps).Select(_ => (0.7 * random.NextDouble()) - 0.25)];
        double[] times = [.. Enumerable.Range(0, Steps).Select(_ => (0.4 * random.NextDouble()) - 0.2)];
        rotations[0] = 0.3;
        int[] spikes = [.. Enumerable.Range(0, Steps).Select(step => step == 4 ? 1 : 0)];
        double[] weights = [0.3, -1.7, 0.9, 2.1, 0.6, -0.8, 1.1];
        var dynamics = new QlifDynamics(1, new QlifNeuron(leak));
        double[] Populations()
        {
            double[] populations = new double[Steps];
            double population = 0;
            for (int step = 0; step < Steps; step++)
            {
                populations[step] = dynamics.Population(rotations[step], times[step], population);
                population = spikes[step] == 1 ? 0 : populations[step];
            }

            return populations;
        }

        double[] slopes = [.. Populations().Select(p => 1 / (1 + Math.Pow(Math.PI * (p - 0.75), 2)))];
        double Objective() => Populations().Select((p, i) => p * weights[i] * slopes[i]).Sum();

        var neurons = new QlifNeurons(3, 0.75, 200.0 / 60, leak == QlifLeak.Physical);
        float[] currents = [.. Spread(rotations), .. Spread(times)];
        float[] gradient = [.. Spread(weights), .. new float[16 * Steps]];
        neurons.Backward(0, SurrogateShape.Arctan, currents, [.. Spread([.. spikes.Select(s => (double)s)]), .. Spread([.. spikes.Select(s => (double)s)])], gradient, [], new float[neurons.TapeLength(Steps)]);
        foreach ((double[] values, int channel) in ((double[], int)[])[(rotations, 0), (times, 1)])
        {
            for (int step = 0; step < Steps; step++)
            {
                double saved = values[step];
                values[step] = saved + 1e-5;
                double plus = Objective();
                values[step] = saved - 1e-5;
                double minus = Objective();
                values[step] = saved;
                double slope = (plus - minus) / 2e-5;
                Assert.That(gradient[(((channel * Steps) + step) * 16) + 1], Is.EqualTo(slope).Within(2e-3 * (1 + Math.Abs(slope))), $"channel {channel}, step {step}");
            }
        }
    }

    [Test]
    public async Task Finite_shots_estimate_the_population()
    {
        // One step at a population of 0.7: the estimate passes 0.75 with the probability of a binomial tail.
        double rotation = 2 * Math.Asin(Math.Sqrt(0.7)) / Math.PI;
        NetworkGraph graph = new()
        {
            Name = "one",
            Steps = 1,
            Inputs = [new InputNode("x", 1)],
            Populations = [new Population("n", 1, new QlifNeuron(QlifLeak.Physical, Shots: 20), [])],
            Synapses = [new Synapse { Name = "i", From = "x", To = "n", Kind = ConnectionKind.Dense, Weights = [rotation, 0] }],
            Outputs = ["n"],
        };
        var layout = new NetworkLayout(graph);
        var trains = new NetworkTrains(layout, 1, 4000);
        trains.Inputs[0].SetSpike(0, 0, 0, 1);
        await new KrausSampler().SampleAsync(new BoundNetwork(layout), trains, new SamplingRequest { Samples = 1, Seed = 6, SampleLabels = [1] }, default);
        double expected = 0;
        double term = Math.Pow(0.3, 20);
        for (int ones = 0; ones <= 20; ones++)
        {
            expected += ones > 15 ? term : 0;
            term *= (20 - ones) / (ones + 1.0) * (0.7 / 0.3);
        }

        // Five standard deviations.
        double share = Enumerable.Range(0, 4000).Count(shot => trains.Populations[0].Spike(shot, 0, 0) == 3) / 4000.0;
        Assert.That(share, Is.EqualTo(expected).Within(5 * Math.Sqrt(expected * (1 - expected) / 4000)));
    }

    private static float[] Spread(double[] values) => [.. values.SelectMany(v => Enumerable.Repeat((float)v, 16))];

    private static double Measured(double phi, double theta)
    {
        CircuitProgram bound = new BindInputsPass([phi, theta]).Apply(QlifNeuron.StepCircuit(), new PassContext(TargetProfiles.Native));
        return Simulator.Run(bound, new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0].Exact!.ToDictionary().GetValueOrDefault("1");
    }

    private static NetworkTrains Trains(NetworkLayout layout)
    {
        var trains = new NetworkTrains(layout, 30, 1);
        var random = new Random(12);
        for (int i = 0; i < 30 * Steps * 70; i++)
            trains.Inputs[0].SetSpike(i / (Steps * 70), i / 70 % Steps, i % 70, random.NextDouble() < 0.2 ? 1 : 0);
        return trains;
    }
}
