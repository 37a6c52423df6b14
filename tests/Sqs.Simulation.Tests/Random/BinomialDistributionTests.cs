using Sqs.Simulation.Random;

namespace Sqs.Simulation.Tests.Random;

public sealed class BinomialDistributionTests
{
    [TestCase(1e-16)]
    [TestCase(1e-17)]
    [TestCase(1e-25)]
    public void Probabilities_below_the_resolution_of_doubles_end_and_give_nothing(double probability)
    {
        var random = new RandomSequence(3, 1);
        for (int draw = 0; draw < 1000; draw++)
            Assert.That(BinomialDistribution.Draw(ref random, int.MaxValue, probability), Is.LessThanOrEqualTo(1));
    }

    [TestCase(1, 0.3)]
    [TestCase(7, 0.05)]
    [TestCase(20, 0.5)]
    [TestCase(40, 0.3)]
    [TestCase(40, 0.8)]
    [TestCase(1000, 0.004)]
    [TestCase(100_000, 0.0005)]
    public void Draws_follow_the_binomial_distribution(int trials, double probability)
    {
        const int Draws = 40_000;
        var random = new RandomSequence(17, (ulong)trials);
        var counts = new Dictionary<int, int>();
        for (int i = 0; i < Draws; i++)
        {
            int drawn = BinomialDistribution.Draw(ref random, trials, probability);
            counts[drawn] = counts.GetValueOrDefault(drawn) + 1;
        }

        double[] expected = Probabilities(trials, probability);
        Assert.That(ChiSquare.Deviation(expected, i => counts.GetValueOrDefault(i), Draws), Is.LessThan(ChiSquare.FourSigma));
    }

    [Test]
    public void Large_means_have_the_right_mean_and_variance([Values(0.1, 0.5, 0.73)] double probability)
    {
        const int Draws = 20_000;
        const int Trials = 100_000;
        var random = new RandomSequence(23, 1);
        double[] drawn = [.. Enumerable.Range(0, Draws).Select(_ => (double)BinomialDistribution.Draw(ref random, Trials, probability))];
        double variance = Trials * probability * (1 - probability);
        double mean = drawn.Average();
        Assert.That(mean, Is.EqualTo(Trials * probability).Within(4 * Math.Sqrt(variance / Draws)));
        Assert.That(drawn.Average(x => (x - mean) * (x - mean)) / variance, Is.EqualTo(1).Within(4 * Math.Sqrt(2.0 / Draws)));
    }

    [TestCase(0, 0.5, 0)]
    [TestCase(9, 0, 0)]
    [TestCase(9, 1, 9)]
    [TestCase(9, 1.0000000001, 9)]
    public void Certain_outcomes_draw_nothing(int trials, double probability, int expected)
    {
        var random = new RandomSequence(1, 1);
        Assert.That(BinomialDistribution.Draw(ref random, trials, probability), Is.EqualTo(expected));
    }

    private static double[] Probabilities(int trials, double probability)
    {
        double[] p = new double[Math.Min(trials, 400) + 1];
        double log = trials * Math.Log(1 - probability);
        for (int k = 0; k < p.Length; k++)
        {
            p[k] = Math.Exp(log);
            log += Math.Log((trials - k) / (k + 1.0)) + Math.Log(probability / (1 - probability));
        }

        return p;
    }
}
