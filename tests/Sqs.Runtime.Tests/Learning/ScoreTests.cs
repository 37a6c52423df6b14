using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Runtime.Tests.Reference;

namespace Sqs.Runtime.Tests.Learning;

/// <summary>Scores and likelihoods of single neurons against finite differences and a dense density matrix.</summary>
public sealed class ScoreTests
{
    private static IEnumerable<Ansatz> Ansaetze => [new ChainAnsatz(), new RingAnsatz(2), new FullAnsatz(1)];

    private static IEnumerable<TestCaseData> AllNeurons =>
        from ansatz in Ansaetze
        from io in Enumerable.Range(1, 3)
        from memory in Enumerable.Range(0, 4)
        select new TestCaseData(new SqsNeuron(io, memory, ansatz)).SetArgDisplayNames($"{ansatz.Kind} N={io} M={memory}");

    private static IEnumerable<TestCaseData> SmallNeurons =>
        AllNeurons.Where(c => ((SqsNeuron)c.Arguments[0]!).QubitCount <= 4);

    [TestCaseSource(nameof(AllNeurons))]
    public void Score_of_every_current_and_angle_is_the_slope_of_the_whole_train_likelihood(SqsNeuron model)
    {
        var neuron = new ScoredNeuron(model, seed: 11, steps: 5);
        double[] ones = [1, 1, 1, 1, 1];
        AssertGradient(neuron, ones);
    }

    [TestCaseSource(nameof(SmallNeurons))]
    public void Score_of_a_weighted_train_is_the_slope_of_the_weighted_likelihood(SqsNeuron model)
    {
        var neuron = new ScoredNeuron(model, seed: 12, steps: 5);
        AssertGradient(neuron, [0.3, -1.7, 0, 2.1, 0.6]);
    }

    [Test]
    public void Score_of_a_single_later_step_reaches_back_through_the_memory()
    {
        var neuron = new ScoredNeuron(new SqsNeuron(1, 1, new ChainAnsatz()), seed: 3, steps: 4);
        double[] last = [0, 0, 0, 1];
        AssertGradient(neuron, last);
        neuron.Currents[1] = 0.4;
        (double[] currents, double[] parameters) = neuron.Gradient(last);
        Assert.That(currents[0], Is.Zero.Within(1e-12), "a memory still in |0> learns nothing from the first spike");
        Assert.That(Math.Abs(currents[1]), Is.GreaterThan(1e-3), "the second current matters at the last step");
        Assert.That(Math.Abs(parameters[0]), Is.GreaterThan(1e-3), "ent");
        Assert.That(Math.Abs(parameters[1]), Is.GreaterThan(1e-3), "mem; a neuron looked at for one step only has no slope here");
    }

    [Test]
    public void Score_of_natural_neurons_is_the_slope_of_their_likelihood()
    {
        AssertGradient(new ScoredNeuron(new NaturalRotationNeuron(0.6, NaturalFunction.Tanh), seed: 5, steps: 5), [1, 0.5, -1, 2, 1]);
        AssertGradient(new ScoredNeuron(new NaturalWeakNeuron(0.6, NaturalFunction.Tanh, 1.1), seed: 6, steps: 5), [1, 0.5, -1, 2, 1]);
    }

    [Test]
    public void Score_of_the_last_spike_neuron_is_the_slope_of_its_likelihood()
    {
        var neuron = new ScoredNeuron(new LastSpikeNeuron(), seed: 5, steps: 6);
        AssertGradient(neuron, [1, 0.5, -1, 2, 1, 1]);
    }

    [Test]
    public void Score_of_the_logistic_neuron_is_the_slope_of_its_likelihood()
    {
        var neuron = new ScoredNeuron(new LogisticNeuron(), seed: 5, steps: 6);
        AssertGradient(neuron, [1, 0.5, -1, 2, 1, 1]);
    }

    [Test]
    public void Score_of_an_unexcited_channel_is_zero()
    {
        var neuron = new ScoredNeuron(new SqsNeuron(2, 1, new FullAnsatz(1)), seed: 4, steps: 3);
        neuron.Currents[2] = -0.7;
        neuron.Currents[3] = 0.7;
        (double[] currents, _) = neuron.Gradient([1, 1, 1]);
        Assert.That(currents[2], Is.Zero);
        Assert.That(currents[3], Is.Not.Zero);
    }

    [TestCaseSource(nameof(SmallNeurons))]
    public void Likelihood_is_that_of_the_dense_density_matrix(SqsNeuron model)
    {
        var neuron = new ScoredNeuron(model, seed: 13, steps: 4);
        var dense = new DenseNeuron(model);
        double expected = dense.Probability(neuron.Parameters, neuron.Currents, neuron.Spikes);
        double found = Math.Exp(neuron.StepLogs(neuron.Parameters, neuron.Currents, neuron.Spikes).Sum());
        Assert.That(found, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Two_steps_are_not_those_of_a_neuron_that_remembers_its_last_spike()
    {
        var model = new SqsNeuron(1, 1, new ChainAnsatz());
        var neuron = new ScoredNeuron(model, seed: 17, steps: 3);
        var dense = new DenseNeuron(model);
        var classical = new ScoredNeuron(new LastSpikeNeuron(), seed: 17, steps: 3);
        double distance = 0;
        double total = 0;
        for (int train = 0; train < 8; train++)
        {
            int[] spikes = [train & 1, train >> 1 & 1, train >> 2];
            double expected = dense.Probability(neuron.Parameters, neuron.Currents, spikes);
            double found = Math.Exp(neuron.StepLogs(neuron.Parameters, neuron.Currents, spikes).Sum());
            Assert.That(found, Is.EqualTo(expected).Within(1e-12));
            total += found;
            double last = Math.Exp(classical.StepLogs(neuron.Parameters, neuron.Currents, spikes).Sum());
            distance += Math.Abs(found - last) / 2;
        }

        Assert.That(total, Is.EqualTo(1).Within(1e-12));
        Assert.That(distance, Is.GreaterThan(0.05), "total variation distance");
    }

    [Test]
    public void Chain_of_two_qubits_is_real_in_its_own_basis()
    {
        // models.md: k_0 = (cos(phi/2), cos((phi + ent)/2)), k_1 with sines, m' = R(mem/2) (k o m) / sqrt(p), with phi = pi z + in.
        double[] parameters = [0.7, -1.1, 0.4];
        double[] currents = [0.3, 0.9, 0.5];
        int[] spikes = [1, 0, 1];
        var neuron = new ScoredNeuron(new SqsNeuron(1, 1, new ChainAnsatz()), seed: 1, steps: 3);
        (double a, double b) = (1, 0);
        double log = 0;
        for (int step = 0; step < 3; step++)
        {
            double phi = (Math.PI * currents[step]) + parameters[2];
            Func<double, double> k = spikes[step] == 1 ? Math.Sin : Math.Cos;
            (double x, double y) = (k(phi / 2) * a, k((phi + parameters[0]) / 2) * b);
            double probability = (x * x) + (y * y);
            log += Math.Log(probability);
            (double cosine, double sine) = (Math.Cos(parameters[1] / 2), Math.Sin(parameters[1] / 2));
            (a, b) = (((cosine * x) - (sine * y)) / Math.Sqrt(probability), ((sine * x) + (cosine * y)) / Math.Sqrt(probability));
        }

        Assert.That(neuron.StepLogs(parameters, currents, spikes).Sum(), Is.EqualTo(log).Within(1e-12));
    }

    [Test]
    public void Drawn_trains_have_the_joint_distribution_of_the_dense_density_matrix()
    {
        // 20,000 trains of two channels over two steps; 1 in 10^4 right samplers exceeds the bound (15 degrees of freedom, fixed seed).
        const double Bound = 44.3;
        var model = new SqsNeuron(2, 1, new FullAnsatz(1));
        var neuron = new ScoredNeuron(model, seed: 23, steps: 2);
        var dense = new DenseNeuron(model);
        int[] counts = new int[16];
        var random = new Random(99);
        for (int draw = 0; draw < 20_000; draw++)
        {
            int[] spikes = neuron.Draw(random);
            counts[spikes[0] | (spikes[1] << 2)]++;
        }

        double statistic = 0;
        for (int train = 0; train < 16; train++)
        {
            double expected = 20_000 * dense.Probability(neuron.Parameters, neuron.Currents, [train & 3, train >> 2]);
            statistic += (counts[train] - expected) * (counts[train] - expected) / expected;
        }

        Assert.That(statistic, Is.LessThan(Bound));
    }

    private static void AssertGradient(ScoredNeuron neuron, double[] stepWeights)
    {
        (double[] currents, double[] parameters) = neuron.Gradient(stepWeights);
        for (int i = 0; i < currents.Length; i++)
            Assert.That(currents[i], Is.EqualTo(neuron.Difference(stepWeights, neuron.Currents, i)).Within(1e-6), $"current {i}");
        for (int i = 0; i < parameters.Length; i++)
            Assert.That(parameters[i], Is.EqualTo(neuron.Difference(stepWeights, neuron.Parameters, i)).Within(1e-6), $"parameter {i}");
    }
}
