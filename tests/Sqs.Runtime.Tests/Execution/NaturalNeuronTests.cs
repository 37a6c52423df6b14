using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Tests.Reference;
using Sqs.Simulation;

namespace Sqs.Runtime.Tests.Execution;

/// <summary>Natural quantization on every way to spikes against the recursion of its paper: contracted dynamics, layered and fused programs, kernels in single precision.</summary>
public sealed class NaturalNeuronTests
{
    private const int Shots = 20_000;

    // 63 degrees of freedom at 1e-4; cells expected fewer than five times are pooled.
    private const double Bound = 114;

    private static IEnumerable<NaturalNeuron> Models =>
    [
        new NaturalRotationNeuron(0, NaturalFunction.Tanh),
        new NaturalRotationNeuron(0.6, NaturalFunction.Tanh),
        new NaturalRotationNeuron(0.9, NaturalFunction.HardTanh),
        new NaturalWeakNeuron(0, NaturalFunction.Tanh, 0.8),
        new NaturalWeakNeuron(0.6, NaturalFunction.Tanh, 1.1),
        new NaturalWeakNeuron(0.9, NaturalFunction.HardTanh, 0.3),
    ];

    [TestCaseSource(nameof(Models))]
    public void Likelihood_of_a_train_is_that_of_the_recursion(NaturalNeuron model)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            var neuron = new ScoredNeuron(model, seed, 4);
            double expected = NaturalRecursion.Probability(model, neuron.Currents, neuron.Spikes);
            Assert.That(neuron.StepLogs([], neuron.Currents, neuron.Spikes).Sum(), Is.EqualTo(Math.Log(expected)).Within(1e-9));
        }
    }

    [TestCaseSource(nameof(Models))]
    public void Layered_program_has_the_distribution_of_the_recursion(NaturalNeuron model)
    {
        double[] currents = [0.4, -0.3, 0.15, -0.8];
        NetworkGraph graph = One(model, currents.Length);
        (LayeredPlan? plan, DiagnosticBag diagnostics) = LayeredPlan.Create(graph);
        Assert.That(diagnostics, Is.Empty);
        CircuitProgram program = plan!.Layers[0].Circuits[0].Program;
        CircuitProgram bound = new BindInputsPass([.. currents.Select(model.EncodingAngle)]).Apply(program, new PassContext(TargetProfiles.Native));
        IReadOnlyDictionary<string, double> exact = Simulator.Run(bound, new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0].Exact!.ToDictionary();
        for (int train = 0; train < 16; train++)
        {
            int[] spikes = [.. Enumerable.Range(0, 4).Select(step => train >> step & 1)];
            double expected = NaturalRecursion.Probability(model, currents, spikes);
            Assert.That(exact.GetValueOrDefault(string.Join(' ', spikes)), Is.EqualTo(expected).Within(1e-12), string.Join(' ', spikes));
        }
    }

    [TestCaseSource(nameof(Models))]
    public async Task Samplers_give_the_joint_distribution_of_a_network_whose_layers_share_qubits(NaturalNeuron model)
    {
        double[] joint = Joint(Chain(model));
        Assert.That(joint.Sum(), Is.EqualTo(1).Within(1e-12));
        Assert.That(await StatisticAsync(model, new KrausSampler(), joint), Is.LessThan(Bound));
        Assert.That(await StatisticAsync(model, new BatchedSampler(), joint), Is.LessThan(Bound));
    }

    [TestCaseSource(nameof(Models))]
    public void Fused_program_has_the_joint_distribution_of_a_network_whose_layers_share_qubits(NaturalNeuron model)
    {
        NetworkGraph graph = Chain(model);
        (FusedPlan? plan, DiagnosticBag diagnostics) = FusedPlan.Create(graph, TargetProfiles.Native);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(plan!.Program.QubitCount, Is.EqualTo(2 * model.QubitCount), "one register serves three layers");
        var layout = new NetworkLayout(graph);
        var trains = new NetworkTrains(layout, 1, 1);
        trains.Inputs[0].SetSpike(0, 0, 0, 1);
        double[] values = plan.Bind(ExternalCurrents.Of(graph, trains.Inputs[0]));
        CircuitProgram bound = new BindInputsPass([.. values]).Apply(plan.Program, new PassContext(TargetProfiles.Native));
        IReadOnlyDictionary<string, double> exact = Simulator.Run(bound, new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0].Exact!.ToDictionary();
        double[] joint = Joint(graph);
        for (int record = 0; record < 64; record++)
        {
            string key = string.Join(' ', Enumerable.Range(0, 3).Select(layer => $"{record >> ((2 * layer) + 1) & 1}{record >> (2 * layer) & 1}"));
            Assert.That(exact.GetValueOrDefault(key), Is.EqualTo(joint[record]).Within(1e-12), key);
        }
    }

    [Test]
    public void Layered_plan_refuses_qubits_that_outlive_their_layer()
    {
        (LayeredPlan? plan, DiagnosticBag diagnostics) = LayeredPlan.Create(Chain(new NaturalWeakNeuron(0, NaturalFunction.Tanh, 1)));
        Assert.That(plan, Is.Null);
        Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo(["SQS3109", "SQS3109"]));
    }

    [Test]
    public async Task Winner_is_worked_out_on_the_host_between_circuits()
    {
        NetworkGraph graph = Chain(new NaturalRotationNeuron(0.6, NaturalFunction.Tanh));
        graph = graph with
        {
            Populations = [graph.Populations[0], graph.Populations[1] with { Continues = null }, new Population("h2", 2, new WinnerNeuron(), [])],
        };
        (LayeredPlan? plan, DiagnosticBag diagnostics) = LayeredPlan.Create(graph);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(plan!.Layers.Select(l => l.Circuits.Count), Is.EqualTo([1, 1, 0]));
        NetworkTrains trains = await SampleAsync(graph, new CircuitSampler(plan), 200);
        Synapse last = graph.Synapses[2];
        int first = 0;
        for (int shot = 0; shot < 200; shot++)
        {
            double[] currents = [.. Enumerable.Range(0, 2).Select(n => Enumerable.Range(0, 2).Sum(i => last.Weights[(2 * n) + i] * ((2 * trains.Populations[1].Spike(shot, 0, i)) - 1)))];
            int winner = currents[1] > currents[0] ? 1 : 0;
            first += 1 - winner;
            Assert.That((trains.Populations[2].Spike(shot, 0, winner), trains.Populations[2].Spike(shot, 0, 1 - winner)), Is.EqualTo((1, 0)));
        }

        Assert.That(first, Is.InRange(1, 199), "both win");
    }

    private static NetworkGraph One(NeuronModel model, int steps) => new()
    {
        Name = "one",
        Steps = steps,
        Inputs = [new InputNode("x", 1)],
        Populations = [new Population("n", 1, model, [])],
        Synapses = [new Synapse { Name = "i", From = "x", To = "n", Kind = ConnectionKind.Dense, Weights = [1] }],
        Outputs = ["n"],
    };

    private static NetworkGraph Chain(NeuronModel model) => new()
    {
        Name = "chain",
        Steps = 1,
        Inputs = [new InputNode("x", 1)],
        Populations =
        [
            new Population("h0", 2, model, []),
            new Population("h1", 2, model, []) { Continues = "h0" },
            new Population("h2", 2, model, []) { Continues = "h1" },
        ],
        Synapses =
        [
            new Synapse { Name = "a", From = "x", To = "h0", Kind = ConnectionKind.Dense, Weights = [0.3, -0.5] },
            new Synapse { Name = "b", From = "h0", To = "h1", Kind = ConnectionKind.Dense, Weights = [0.7, 0.2, -0.4, 0.9], Bias = [0.1, -0.05] },
            new Synapse { Name = "c", From = "h1", To = "h2", Kind = ConnectionKind.Dense, Weights = [-0.6, 0.25, 0.8, 0.35] },
        ],
        Outputs = ["h2"],
    };

    // Bit 2 layer + neuron.
    private static double[] Joint(NetworkGraph graph)
    {
        var model = (NaturalNeuron)graph.Populations[0].Neuron;
        double[] joint = new double[64];
        for (int record = 0; record < 64; record++)
        {
            joint[record] = 1;
            for (int neuron = 0; neuron < 2; neuron++)
            {
                var qubit = new NaturalRecursion(model);
                for (int layer = 0; layer < 3; layer++)
                {
                    Synapse synapse = graph.Synapses[layer];
                    double current = synapse.Bias.IsEmpty ? 0 : synapse.Bias[neuron];
                    current += layer == 0
                        ? synapse.Weights[neuron]
                        : Enumerable.Range(0, 2).Sum(i => synapse.Weights[(2 * neuron) + i] * ((2 * (record >> ((2 * (layer - 1)) + i) & 1)) - 1));
                    joint[record] *= qubit.Step(current, record >> ((2 * layer) + neuron) & 1);
                }
            }
        }

        return joint;
    }

    private static async Task<NetworkTrains> SampleAsync(NetworkGraph graph, ISpikeSampler sampler, int shots)
    {
        var layout = new NetworkLayout(graph);
        var trains = new NetworkTrains(layout, 1, shots);
        trains.Inputs[0].SetSpike(0, 0, 0, 1);
        await sampler.SampleAsync(new BoundNetwork(layout), trains, new SamplingRequest { Samples = 1, Seed = 17, SampleLabels = [1] }, default);
        return trains;
    }

    private static async Task<double> StatisticAsync(NaturalNeuron model, ISpikeSampler sampler, double[] joint)
    {
        NetworkTrains trains = await SampleAsync(Chain(model), sampler, Shots);
        int[] counts = new int[64];
        for (int shot = 0; shot < Shots; shot++)
            counts[Enumerable.Range(0, 6).Sum(bit => trains.Populations[bit / 2].Spike(shot, 0, bit % 2) << bit)]++;
        double statistic = 0;
        double rest = 0;
        int restCount = 0;
        for (int record = 0; record < 64; record++)
        {
            double expected = Shots * joint[record];
            if (expected < 1e-9)
                Assert.That(counts[record], Is.Zero, "the impossible never happens");
            if (expected >= 5)
            {
                statistic += (counts[record] - expected) * (counts[record] - expected) / expected;
                continue;
            }

            rest += expected;
            restCount += counts[record];
        }

        return rest > 1 ? statistic + ((restCount - rest) * (restCount - rest) / rest) : statistic;
    }
}
