using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Tests.Reference;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Tests.Learning.Surrogate;

/// <summary>
/// Single neurons in single precision against the dynamics in double precision, which have been checked against dense density matrices. With the recorded spikes held
/// fixed, <c>F = sum over t of w_t p(spike at t | recorded past)</c> is a smooth function of currents and parameters. A backward pass with the straight-through
/// surrogate and w as the gradient by spikes must give its gradient; with another surrogate that of F with <c>w_t slope(p_t)</c> for w_t, slopes held fixed.
/// </summary>
public sealed class BatchedNeuronTests
{
    private const int Steps = 6;

    private static IEnumerable<NeuronModel> RandomFamilies =>
        [new SqsNeuron(1, 1, new ChainAnsatz()), new SqsNeuron(1, 0, new FullAnsatz(1)), new SqsNeuron(1, 2, new RingAnsatz(2)), new SqsNeuron(1, 3, new FullAnsatz(1)), new LastSpikeNeuron(), new LogisticNeuron(), new NaturalRotationNeuron(0.7, NaturalFunction.Tanh), new NaturalRotationNeuron(2.5, NaturalFunction.HardTanh), new NaturalWeakNeuron(0.7, NaturalFunction.Tanh, 1.1)];

    private static IEnumerable<TestCaseData> RandomNeurons =>
        from model in RandomFamilies
        from seed in (int[])[1, 2, 3]
        select new TestCaseData(model, seed).SetArgDisplayNames($"{model.Family} {(model as SqsNeuron)?.Ansatz.Kind}{(model as NaturalNeuron)?.Function} {model.MemoryQubits}", $"{seed}");

    [TestCaseSource(nameof(RandomNeurons))]
    public void Gradient_is_the_slope_of_the_weighted_spike_probabilities(NeuronModel model, int seed)
    {
        foreach (SurrogateShape shape in Enum.GetValues<SurrogateShape>().Where(s => s != SurrogateShape.HardTanh || model is not NaturalNeuron))
        {
            var neuron = new ScoredNeuron(model, seed, Steps);
            KeepAwayFromKinks(neuron);
            double[] weights = [0.3, -1.7, 0.9, 2.1, 0.6, -0.8];
            (float[] byCurrents, float[] byParameters) = Backward(model, neuron, shape, weights);
            double[] scaled = [.. Probabilities(neuron).Zip(weights, (p, w) => w * Slope(shape, p))];
            for (int i = 0; i < Steps; i++)
                Assert.That(byCurrents[i], Is.EqualTo(Difference(neuron, scaled, neuron.Currents, i)).Within(2e-4), $"{shape}, current {i}");
            for (int i = 0; i < byParameters.Length; i++)
                Assert.That(byParameters[i], Is.EqualTo(Difference(neuron, scaled, neuron.Parameters, i)).Within(2e-4), $"{shape}, parameter {model.ParameterNames[i]}");
        }
    }

    [Test]
    public void Spike_of_a_later_step_reaches_back_through_the_memory()
    {
        var model = new SqsNeuron(1, 1, new ChainAnsatz());
        var neuron = new ScoredNeuron(model, 5, Steps);
        KeepAwayFromKinks(neuron);
        neuron.Currents[2] = 0.4;
        (float[] byCurrents, float[] byParameters) = Backward(model, neuron, SurrogateShape.StraightThrough, [0, 0, 0, 0, 0, 1]);
        Assert.That(Math.Abs(byCurrents[2]), Is.GreaterThan(1e-3));
        Assert.That(Math.Abs(byParameters[0]), Is.GreaterThan(1e-3), "ent");
        Assert.That(Math.Abs(byParameters[1]), Is.GreaterThan(1e-3), "mem");
    }

    [Test]
    public void Current_that_is_not_positive_has_no_gradient()
    {
        var model = new SqsNeuron(1, 1, new ChainAnsatz());
        var neuron = new ScoredNeuron(model, 6, Steps);
        neuron.Currents[3] = -0.2;
        neuron.Currents[4] = 0;
        neuron.Currents[5] = 0.3;
        (float[] byCurrents, _) = Backward(model, neuron, SurrogateShape.StraightThrough, [1, 1, 1, 1, 1, 1]);
        Assert.That(byCurrents[3], Is.Zero);
        Assert.That(byCurrents[4], Is.Zero, "the rectifier's derivative at 0 is 0");
        Assert.That(byCurrents[5], Is.Not.Zero);
    }

    [TestCaseSource(nameof(RandomNeurons))]
    public void Spike_comes_exactly_at_the_probability_of_double_precision(NeuronModel model, int seed)
    {
        // Quantum neurons list silence first, so spikes take the upper end of the unit interval.
        bool isUpper = model is SqsNeuron or NaturalNeuron;
        var neuron = new ScoredNeuron(model, seed, Steps);
        double[] probabilities = Probabilities(neuron);
        for (int step = 0; step < Steps; step++)
        {
            foreach ((double distance, float expected) in ((double, float)[])[(-1e-5, 1), (1e-5, 0)])
            {
                // The recorded past, then a draw just below and just above.
                float[] uniforms = [.. Enumerable.Range(0, Steps).Select(t => t < step ? ((neuron.Spikes[t] == 1) == isUpper ? 0.9999999f : 0f) : 0f)];
                uniforms[step] = (float)(isUpper ? 1 - probabilities[step] - distance : probabilities[step] + distance);
                if (uniforms[step] is < 0 or >= 1)
                    continue;
                Assert.That(Forward(model, neuron, uniforms)[step], Is.EqualTo(expected), $"step {step}, p = {probabilities[step]}");
            }
        }
    }

    /// <summary>
    /// Without probabilities the function is <c>sum over t of w_t slope(x_t) x_t</c> with the slopes held fixed, x the distance from the threshold given the
    /// recorded spikes, worked out here from the formula of the family.
    /// </summary>
    [Test]
    public void Gradient_of_leaky_neurons_is_the_slope_of_the_weighted_distances([Values] SurrogateShape shape, [Values(1, 2, 3)] int seed)
    {
        var model = new LeakyNeuron();
        var neuron = new ScoredNeuron(model, seed, Steps);
        (neuron.Parameters[0], neuron.Parameters[1], neuron.Parameters[2]) = (0.8, 0.6, 0.2);
        for (int i = 0; i < Steps; i++)
            neuron.Spikes[i] = (seed >> (i % 2)) & 1;
        double[] weights = [0.3, -1.7, 0.9, 2.1, 0.6, -0.8];
        (float[] byCurrents, float[] byParameters) = Backward(model, neuron, shape, weights);
        double[] scaled = [.. Distances(neuron).Zip(weights, (x, w) => w * SlopeOfDistance(shape, x))];
        Assert.That(scaled.Count(w => w != 0), Is.GreaterThan(2));
        for (int i = 0; i < Steps; i++)
            Assert.That(byCurrents[i], Is.EqualTo(Difference(neuron, scaled, neuron.Currents, i, Distances)).Within(2e-4), $"current {i}");
        for (int i = 0; i < 3; i++)
            Assert.That(byParameters[i], Is.EqualTo(Difference(neuron, scaled, neuron.Parameters, i, Distances)).Within(2e-4), model.ParameterNames[i]);
    }

    private static double[] Distances(ScoredNeuron neuron)
    {
        (double beta, double threshold, double bias) = (neuron.Parameters[0], neuron.Parameters[1], neuron.Parameters[2]);
        double[] distances = new double[Steps];
        double potential = 0;
        for (int step = 0; step < Steps; step++)
        {
            potential = (beta * potential) + neuron.Currents[step] + bias - (step > 0 ? threshold * neuron.Spikes[step - 1] : 0);
            distances[step] = potential - threshold;
        }

        return distances;
    }

    private static double SlopeOfDistance(SurrogateShape shape, double x)
    {
        double p = 1 / (1 + Math.Exp(-4 * x));
        return shape switch
        {
            SurrogateShape.Sigmoid => 4 * p * (1 - p),
            SurrogateShape.StraightThrough or SurrogateShape.HardTanh => Math.Abs(x) < 1 ? 1 : 0,
            _ => 1 / (1 + Math.Pow(Math.PI * x, 2)),
        };
    }

    private static float[] Forward(NeuronModel model, ScoredNeuron neuron, float[] uniforms)
    {
        BatchedNeurons batched = BatchedFamilies.Create(model, 3);
        batched.Bind([.. neuron.Parameters, .. neuron.Parameters, .. neuron.Parameters]);
        float[] spikes = new float[Steps * 16];
        batched.Forward(0, Spread(neuron.Currents), Spread([.. uniforms.Select(u => (double)u)]), spikes);
        return Lane(spikes, 1);
    }

    private static (float[] Currents, float[] Parameters) Backward(NeuronModel model, ScoredNeuron neuron, SurrogateShape shape, double[] weights)
    {
        BatchedNeurons batched = BatchedFamilies.Create(model, 3);
        batched.Bind([.. neuron.Parameters, .. neuron.Parameters, .. neuron.Parameters]);
        float[] gradient = Spread(weights);
        float[] sums = new float[batched.GradientRows * 16];
        float[] tape = new float[batched.TapeLength(Steps)];
        batched.Backward(0, shape, Spread(neuron.Currents), Spread([.. neuron.Spikes.Select(s => (double)s)]), gradient, sums, tape);
        double[] parameters = new double[batched.ParameterCount];
        batched.Collect(2, [.. Lane(sums, 2).Select(x => (double)x)], parameters);
        return (Lane(gradient, 2), [.. parameters.Select(x => (float)x)]);
    }

    private static double[] Probabilities(ScoredNeuron neuron) =>
        [.. neuron.StepLogs(neuron.Parameters, neuron.Currents, neuron.Spikes).Zip(neuron.Spikes, (log, spike) => spike == 1 ? Math.Exp(log) : 1 - Math.Exp(log))];

    private static double Difference(ScoredNeuron neuron, double[] weights, double[] values, int index, Func<ScoredNeuron, double[]>? function = null)
    {
        function ??= Probabilities;
        const double Distance = 1e-5;
        double saved = values[index];
        values[index] = saved + Distance;
        double plus = function(neuron).Zip(weights, (p, w) => p * w).Sum();
        values[index] = saved - Distance;
        double minus = function(neuron).Zip(weights, (p, w) => p * w).Sum();
        values[index] = saved;
        return (plus - minus) / (2 * Distance);
    }

    private static double Slope(SurrogateShape shape, double p) => shape switch
    {
        SurrogateShape.Sigmoid => p * (1 - p),
        SurrogateShape.StraightThrough or SurrogateShape.HardTanh => 1,
        _ => 1 / (1 + Math.Pow(Math.PI * (p - 0.5), 2)),
    };

    // The same numbers in every one of the 16 lanes of a tile.
    private static float[] Spread(double[] values) => [.. values.SelectMany(v => Enumerable.Repeat((float)v, 16))];

    private static float[] Lane(float[] values, int lane) => [.. values.Where((_, i) => i % 16 == lane)];

    private static void KeepAwayFromKinks(ScoredNeuron neuron)
    {
        for (int i = 0; i < neuron.Currents.Length; i++)
        {
            if (Math.Abs(neuron.Currents[i]) < 1e-3)
                neuron.Currents[i] = 0.01;
        }
    }
}
