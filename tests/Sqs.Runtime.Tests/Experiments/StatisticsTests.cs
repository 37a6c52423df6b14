using Sqs.Runtime.Statistics;

namespace Sqs.Runtime.Tests.Experiments;

/// <summary>Means and paired tests against worked values.</summary>
public sealed class StatisticsTests
{
    [Test]
    public void Interval_of_a_mean_is_students()
    {
        // t(0.975, 4) = 2.776445; mean 3, standard deviation sqrt(2.5).
        SampleMean mean = SampleMean.Of([1, 2, 3, 4, 5]);
        Assert.That(mean.Mean, Is.EqualTo(3));
        Assert.That(mean.HalfWidth, Is.EqualTo(2.776445 * Math.Sqrt(2.5) / Math.Sqrt(5)).Within(1e-5));
        Assert.That(SampleMean.Of([0.5]).HalfWidth, Is.NaN);
    }

    [Test]
    public void Paired_t_test_has_the_tabled_probability()
    {
        // t = 2.776445 at four degrees of freedom has a two-sided p of 0.05.
        double[] differences = [1, 2, 3, 4, 5];
        double shift = 3 - (2.776445 * Math.Sqrt(2.5) / Math.Sqrt(5));
        Assert.That(PairedTests.Student([.. differences.Select(d => d - shift)]), Is.EqualTo(0.05).Within(1e-5));
        Assert.That(PairedTests.Student([0.1, 0.1]), Is.Zero);
        Assert.That(PairedTests.Student([0, 0]), Is.EqualTo(1));
        Assert.That(PairedTests.Student([0.1]), Is.NaN);
    }

    [Test]
    public void McNemar_is_the_exact_sign_test()
    {
        // 2 (C(10, 0) + C(10, 1)) / 2^10.
        Assert.That(PairedTests.McNemar(1, 9), Is.EqualTo(22.0 / 1024).Within(1e-12));
        Assert.That(PairedTests.McNemar(9, 1), Is.EqualTo(22.0 / 1024).Within(1e-12));
        Assert.That(PairedTests.McNemar(5, 5), Is.EqualTo(1));
        Assert.That(PairedTests.McNemar(0, 0), Is.EqualTo(1));
    }
}
