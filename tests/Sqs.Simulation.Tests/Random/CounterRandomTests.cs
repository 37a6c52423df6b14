using Sqs.Simulation.Random;

namespace Sqs.Simulation.Tests.Random;

public sealed class CounterRandomTests
{
    [Test]
    public void Uniforms_are_the_numbers_at_their_indices([Values(0UL, 1UL, 6UL, 7UL)] ulong first, [Values(0, 1, 2, 7, 64, 65)] int count)
    {
        double[] filled = new double[count];
        CounterRandom.Uniforms(42, 7, first, filled);
        double[] single = [.. Enumerable.Range(0, count).Select(i => CounterRandom.Uniform(42, 7, first + (ulong)i))];
        Assert.That(filled, Is.EqualTo(single));
    }

    [Test]
    public void A_sequence_walks_the_indices_of_its_stream()
    {
        var sequence = new RandomSequence(3, 9);
        double[] drawn = [sequence.NextUniform(), sequence.NextUniform(), sequence.NextUniform()];
        Assert.That(drawn, Is.EqualTo(new[] { CounterRandom.Uniform(3, 9, 0), CounterRandom.Uniform(3, 9, 1), CounterRandom.Uniform(3, 9, 2) }));
    }

    [Test]
    public void Seeds_streams_and_indices_all_change_the_bits()
    {
        ulong[] bits =
        [
            CounterRandom.Bits(1, 1, 1), CounterRandom.Bits(2, 1, 1), CounterRandom.Bits(1, 2, 1), CounterRandom.Bits(1, 1, 2),
            CounterRandom.Bits(1, 1, 0), CounterRandom.Bits(1, CounterRandom.Combine(1, 0), 1), CounterRandom.Bits(1, CounterRandom.Combine(1, 1), 1),
        ];
        Assert.That(bits, Is.Unique);
    }

    [Test]
    public void Normal_numbers_have_the_moments_of_the_standard_normal()
    {
        const int Count = 200_000;
        double[] numbers = [.. Enumerable.Range(0, Count).Select(i => CounterRandom.Normal(11, 5, (ulong)i))];
        double mean = numbers.Average();
        double square = numbers.Average(x => x * x);
        double fourth = numbers.Average(x => x * x * x * x);

        // Five standard errors: sqrt(1/n), sqrt(2/n), sqrt(96/n).
        Assert.That(mean, Is.EqualTo(0).Within(5 * Math.Sqrt(1.0 / Count)));
        Assert.That(square, Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / Count)));
        Assert.That(fourth, Is.EqualTo(3).Within(5 * Math.Sqrt(96.0 / Count)));
    }

    [Test]
    public void A_shuffle_reaches_every_order_equally_often()
    {
        const int Rounds = 24_000;
        var seen = new Dictionary<string, int>();
        var random = new RandomSequence(5, 0);
        for (int round = 0; round < Rounds; round++)
        {
            char[] letters = ['a', 'b', 'c', 'd'];
            random.Shuffle(letters.AsSpan());
            string order = new(letters);
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }

        Assert.That(seen, Has.Count.EqualTo(24));
        double expected = Rounds / 24.0;
        double chiSquare = seen.Values.Sum(n => (n - expected) * (n - expected) / expected);

        // 23 degrees of freedom: 56.2 is exceeded with probability 1.3e-4.
        Assert.That(chiSquare, Is.LessThan(56.2));
    }
}
