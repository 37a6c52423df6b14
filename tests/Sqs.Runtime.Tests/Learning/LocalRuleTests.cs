using Sqs.Compiler.Graph;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Local;

namespace Sqs.Runtime.Tests.Learning;

/// <summary>The rule's gradient against the exact gradient of its objective, by enumeration of all hidden trains.</summary>
public sealed class LocalRuleTests
{
    private const int Samples = 4_000;

    private static NetworkGraph Network => SmallNetworks.Create(3, 2, 2, 2, seed: 8);

    [Test]
    public void Output_gradient_is_exact_given_the_hidden_spikes()
    {
        // Without hidden neurons nothing is drawn, so one sample is the whole gradient.
        NetworkGraph graph = SmallNetworks.Create(3, 0, 2, 3, seed: 4);
        var layout = new NetworkLayout(graph);
        var trains = new NetworkTrains(layout, 1, 1);
        SetInputs(trains, 0);
        new TargetCode(layout, 0).Clamp(trains, [1]);

        // Biases away from 0: at a silent step a current of exactly 0 sits on the kink of the rectifier, where a difference quotient is no derivative.
        double[] parameters = [.. layout.Read().Select((value, i) => value == 0 ? 0.03 + (0.01 * i) : value)];
        double[] gradient = new double[parameters.Length];
        var rule = new LocalRule(layout, new LocalRuleOptions { Shots = 1 });
        var network = new BoundNetwork(layout);
        network.Bind(parameters);
        rule.Gradient(network, trains, 1, gradient, 1, default);
        double[] scratch = new double[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            double Loss(double shift)
            {
                double[] moved = [.. parameters];
                moved[i] += shift;
                network.Bind(moved);
                return rule.Gradient(network, trains, 1, scratch, 1, default);
            }

            Assert.That(gradient[i], Is.EqualTo((Loss(1e-5) - Loss(-1e-5)) / 2e-5).Within(1e-6 * Math.Max(1, Math.Abs(gradient[i]))), $"parameter {i}");
        }
    }

    [TestCase(1, BaselineKind.None)]
    [TestCase(1, BaselineKind.PerParameter)]
    [TestCase(4, BaselineKind.Mean)]
    [TestCase(4, BaselineKind.PerParameter)]
    public async Task Average_of_shots_with_cost_to_go_estimates_the_gradient_without_bias(int shots, BaselineKind baseline)
    {
        (double[] mean, double[] error) = await EstimateAsync(new LocalRuleOptions { Shots = shots, Combination = ShotCombination.Average, Baseline = baseline });
        double[] exact = ExactGradient();
        for (int i = 0; i < exact.Length; i++)
            Assert.That(mean[i], Is.EqualTo(exact[i]).Within((4.5 * error[i]) + 1e-9), $"parameter {i}");
    }

    [Test]
    public async Task Baselines_and_shots_reduce_the_variance()
    {
        (_, double[] plain) = await EstimateAsync(new LocalRuleOptions { Shots = 1, Combination = ShotCombination.Average, Baseline = BaselineKind.None });
        (_, double[] centred) = await EstimateAsync(new LocalRuleOptions { Shots = 1, Combination = ShotCombination.Average, Baseline = BaselineKind.PerParameter });
        (_, double[] shots) = await EstimateAsync(new LocalRuleOptions { Shots = 4, Combination = ShotCombination.Average, Baseline = BaselineKind.Mean });
        Assert.That(Norm(centred), Is.LessThan(0.8 * Norm(plain)));
        Assert.That(Norm(shots), Is.LessThan(0.5 * Norm(plain)));
    }

    [Test]
    public async Task Baselines_by_parameter_at_once_equal_those_by_steps()
    {
        // Kappa 0 is no smoothing: both paths through the code must then give the same sums.
        var byStep = new LocalRuleOptions { Shots = 2, Combination = ShotCombination.Importance, Baseline = BaselineKind.PerParameter, Credit = CreditAssignment.Smoothed, Kappa = 0.3 };
        double[] first = await OneGradientAsync(byStep);
        double[] second = await OneGradientAsync(byStep with { Baseline = BaselineKind.Mean });
        for (int i = 0; i < first.Length; i++)
            Assert.That(first[i], Is.EqualTo(second[i]).Within(1e-12), $"parameter {i}; the first batch has no baseline yet");
    }

    [Test]
    public async Task Number_of_threads_changes_no_bit()
    {
        var options = new LocalRuleOptions { Shots = 3 };
        Assert.That(await OneGradientAsync(options, threads: 2), Is.EqualTo(await OneGradientAsync(options, threads: 1)));
    }

    [Test]
    public void Importance_weights_are_normalised_likelihoods()
    {
        double[] losses = [1, 2, 0.5, 0.5];
        double[] weights = new double[2];
        double loss = LearningSignals.WeighShots(losses, ShotCombination.Importance, weights);
        double a = Math.Exp(-3);
        double b = Math.Exp(-1);
        Assert.That(weights, Is.EqualTo([a / (a + b), b / (a + b)]).Within(1e-15));
        Assert.That(loss, Is.EqualTo(-Math.Log((a + b) / 2)).Within(1e-15));
    }

    [Test]
    public void Mean_of_the_other_shots_is_subtracted()
    {
        double[] signals = [1, 10, 2, 20, 6, 60];
        LearningSignals.Centre(signals, 3, new LocalRuleOptions { Combination = ShotCombination.Average }, [0, 0]);
        Assert.That(signals, Is.EqualTo([1 - 4.0, 10 - 40.0, 2 - 3.5, 20 - 35.0, 6 - 1.5, 60 - 15.0]).Within(1e-12));
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(v => v * v));

    private static void SetInputs(NetworkTrains trains, int sample)
    {
        trains.Inputs[0].SetSpike(sample, 0, 0, 1);
        trains.Inputs[0].SetSpike(sample, 0, 2, 1);
        trains.Inputs[0].SetSpike(sample, 1, 1, 1);
        trains.Inputs[0].SetSpike(sample, 1, 0, 1);
    }

    private static async Task<double[]> OneGradientAsync(LocalRuleOptions options, int threads = 1)
    {
        var layout = new NetworkLayout(Network);
        double[] gradient = new double[layout.ParameterCount];
        var network = new BoundNetwork(layout);
        NetworkTrains trains = await SampleAsync(network, options.Shots, 20, 0);
        new LocalRule(layout, options).Gradient(network, trains, 20, gradient, threads, default);
        return gradient;
    }

    // Mean and standard error of single-sample gradients; the same sample again and again, with fresh spikes.
    private static async Task<(double[] Mean, double[] Error)> EstimateAsync(LocalRuleOptions options)
    {
        var layout = new NetworkLayout(Network);
        var network = new BoundNetwork(layout);
        var rule = new LocalRule(layout, options);
        double[] gradient = new double[layout.ParameterCount];
        double[] sum = new double[gradient.Length];
        double[] squares = new double[gradient.Length];
        for (int i = 0; i < Samples; i++)
        {
            rule.Gradient(network, await SampleAsync(network, options.Shots, 1, (ulong)i), 1, gradient, 1, default);
            for (int j = 0; j < gradient.Length; j++)
            {
                sum[j] += gradient[j];
                squares[j] += gradient[j] * gradient[j];
            }
        }

        double[] mean = [.. sum.Select(s => s / Samples)];
        return (mean, [.. squares.Select((s, j) => Math.Sqrt(Math.Max(0, (s / Samples) - (mean[j] * mean[j])) / Samples))]);
    }

    private static async Task<NetworkTrains> SampleAsync(BoundNetwork network, int shots, int samples, ulong label)
    {
        var trains = new NetworkTrains(network.Layout, samples, shots);
        for (int sample = 0; sample < samples; sample++)
            SetInputs(trains, sample);
        new TargetCode(network.Layout, 0).Clamp(trains, Enumerable.Repeat(1, samples).ToArray());
        var request = new SamplingRequest
        {
            Samples = samples,
            Seed = 77,
            SampleLabels = [.. Enumerable.Range(0, samples).Select(i => (1000 * label) + (ulong)i)],
            Clamped = network.Layout.Outputs.ToHashSet(),
        };
        await new KrausSampler().SampleAsync(network, trains, request, default);
        return trains;
    }

    // d/dw of sum over hidden trains of P(h) * loss(h), by finite differences of the enumerated objective.
    private static double[] ExactGradient()
    {
        var layout = new NetworkLayout(Network);
        double[] parameters = layout.Read();
        var network = new BoundNetwork(layout);
        var rule = new LocalRule(layout, new LocalRuleOptions { Shots = 1, Baseline = BaselineKind.None });
        double[] scratch = new double[parameters.Length];
        double[] gradient = new double[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            double saved = parameters[i];
            parameters[i] = saved + 1e-5;
            double plus = Objective();
            parameters[i] = saved - 1e-5;
            gradient[i] = (plus - Objective()) / 2e-5;
            parameters[i] = saved;
        }

        return gradient;

        double Objective()
        {
            network.Bind(parameters);
            double total = 0;
            for (int hidden = 0; hidden < 16; hidden++)
            {
                var trains = new NetworkTrains(layout, 1, 1);
                SetInputs(trains, 0);
                new TargetCode(layout, 0).Clamp(trains, [1]);
                for (int bit = 0; bit < 4; bit++)
                    trains.Populations[0].SetSpike(0, bit >> 1, bit & 1, hidden >> bit & 1);
                double loss = rule.Gradient(network, trains, 1, scratch, 1, default);
                total += Math.Exp(HiddenLog(network, trains)) * loss;
            }

            return total;
        }
    }

    private static double HiddenLog(BoundNetwork network, NetworkTrains trains)
    {
        PopulationLayout hidden = network.Layout.Populations[0];
        var workspace = new Runtime.Execution.Dynamics.ScoreWorkspace();
        double log = 0;
        double[] currents = new double[2];
        double[] own = new double[2];
        double[] logs = new double[2];
        for (int neuron = 0; neuron < 2; neuron++)
        {
            for (int step = 0; step < 2; step++)
            {
                network.Currents(hidden, trains, 0, step, currents);
                own[step] = currents[neuron];
            }

            network.Dynamics[0].Forward(neuron, own, [trains.Populations[0].Spike(0, 0, neuron), trains.Populations[0].Spike(0, 1, neuron)], logs, workspace);
            log += logs.Sum();
        }

        return log;
    }
}
