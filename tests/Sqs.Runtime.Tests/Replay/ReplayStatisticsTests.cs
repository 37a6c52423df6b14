using Sqs.Compiler.Ir;
using Sqs.Providers.Results;
using Sqs.Runtime.Plots;
using Sqs.Runtime.Replay.Statistics;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Tests.Replay;

/// <summary>The statistics of a replay: figures worked out by hand, and how often they cry wolf.</summary>
[TestFixture]
internal sealed class ReplayStatisticsTests
{
    private static readonly EquatableArray<BitRegister> Registers = [new BitRegister("low", 2, 0), new BitRegister("high", 3, 2)];

    [Test]
    public void Distances_of_two_small_samples_are_those_of_the_definition()
    {
        var first = new Dictionary<string, int> { ["a"] = 3, ["b"] = 1 };
        var second = new Dictionary<string, int> { ["b"] = 1, ["c"] = 1 };

        // |3/4| + |1/4 - 1/2| + |1/2|, halved; (sqrt(1/4 * 1/2))^2.
        Assert.That(DistributionDistance.TotalVariation(first, second), Is.EqualTo(0.75).Within(1e-15));
        Assert.That(DistributionDistance.HellingerFidelity(first, second), Is.EqualTo(0.125).Within(1e-15));
        Assert.That(DistributionDistance.TotalVariation(first, first), Is.Zero);
        Assert.That(DistributionDistance.HellingerFidelity(first, first), Is.EqualTo(1).Within(1e-15));
    }

    [Test]
    public void The_chi_square_of_a_two_by_two_table_is_the_textbooks()
    {
        var test = ChiSquareTest.Of(new Dictionary<int, int> { [0] = 10, [1] = 20 }, new Dictionary<int, int> { [0] = 20, [1] = 10 });

        // Every cell is expected 15 times and is off by 5: 4 * 25 / 15. The tail of one degree of freedom is erfc(sqrt(x / 2)).
        Assert.That(test.Statistic, Is.EqualTo(100.0 / 15).Within(1e-12));
        Assert.That(test.DegreesOfFreedom, Is.EqualTo(1));
        Assert.That(test.PValue, Is.EqualTo(MathNet.Numerics.SpecialFunctions.Erfc(Math.Sqrt(100.0 / 30))).Within(1e-12));
    }

    [Test]
    public void Rare_outcomes_are_pooled_until_the_approximation_holds()
    {
        var first = new Dictionary<int, int> { [0] = 50, [1] = 40, [2] = 3, [3] = 2, [4] = 5 };
        var second = new Dictionary<int, int> { [0] = 45, [1] = 45, [2] = 2, [3] = 4, [5] = 4 };

        // 2, 3, 4 and 5 hold 20 of 200 together: one cell of ten and ten.
        var test = ChiSquareTest.Of(first, second);
        Assert.That(test.DegreesOfFreedom, Is.EqualTo(2));
        Assert.That(test.Statistic, Is.EqualTo((2 * 2.5 * 2.5 / 47.5) + (2 * 2.5 * 2.5 / 42.5)).Within(1e-12));
        Assert.That(ChiSquareTest.Of(new Dictionary<int, int> { [0] = 1 }, new Dictionary<int, int> { [1] = 1 }).PValue, Is.EqualTo(1));
    }

    [Test]
    public void Rates_belong_to_the_bit_they_were_measured_into()
    {
        // Recorded: bit 1 of "high" (bit 3 of the record) is always set; replayed: never.
        RecordComparison comparison = RecordComparison.Of("asymmetric", Always(0b01001, 60), Always(0b00001, 40), seed: 1);
        RegisterComparison high = comparison.Registers[1];
        Assert.That(high.Rates.Select(r => r.Recorded), Is.EqualTo(new[] { 0.0, 1.0, 0.0 }));
        Assert.That(high.Rates.Select(r => r.Replayed), Is.EqualTo(new[] { 0.0, 0.0, 0.0 }));
        Assert.That(high.Rates[1].StandardError, Is.EqualTo(Math.Sqrt(0.6 * 0.4 * ((1 / 60.0) + (1 / 40.0)))).Within(1e-15));
        Assert.That(high.TotalVariation, Is.EqualTo(1));
        Assert.That(comparison.Registers[0].TotalVariation, Is.Zero);
        Assert.That(comparison.Chance.PValue, Is.EqualTo(1.0 / 200), "no random split is as far apart");
        string map = new RateDifferenceMap("asymmetric", comparison).ToSvg();
        Assert.That(map, Does.Contain("high, bit 1: 1.000 recorded, 0.000 replayed"));
        Assert.That(map.Split("class=\"more3\"").Length - 1, Is.EqualTo(2), "one cell and the legend");
    }

    [Test]
    public void Registers_of_spikes_are_drawn_a_row_a_neuron_and_a_column_a_step()
    {
        // Neuron 1 of the population "a_t" spiked at step 1 alone.
        EquatableArray<BitRegister> steps = [new BitRegister("s_a_t_t0", 2, 0), new BitRegister("s_a_t_t1", 2, 2)];
        RecordComparison comparison = RecordComparison.Of("spikes", new ShotRecords(steps, 2, [0b1000, 0b1000]), new ShotRecords(steps, 2, [0b1000, 0b1000]), seed: 1);
        string map = new RateDifferenceMap("spikes", comparison).ToSvg();
        Assert.That(map, Does.Contain("a_t[1], step 1: 1.000 recorded").And.Contain("a_t[1], step 0: 0.000 recorded").And.Contain("a_t[0], step 1: 0.000 recorded"));
    }

    [Test]
    public void Samples_of_one_distribution_are_called_different_as_rarely_as_the_level_says()
    {
        const int Trials = 200;
        int alarms = 0;
        int unlikelySplits = 0;
        for (ulong trial = 0; trial < Trials; trial++)
        {
            RecordComparison comparison = RecordComparison.Of("null", Drawn(500, trial, 0.3), Drawn(500, trial + 1000, 0.3), trial);
            alarms += new ReplayVerdict(0.05, [comparison]).IsConsistent ? 0 : 1;
            unlikelySplits += comparison.Chance.PValue <= 0.05 ? 1 : 0;
        }

        // 10 are expected of each; more than 25 have a probability below 1e-5 (binomial tail at 5 %).
        Assert.That(alarms, Is.LessThanOrEqualTo(25));
        Assert.That(unlikelySplits, Is.InRange(1, 25));
    }

    [Test]
    public void A_neuron_that_spikes_more_often_is_found_and_named()
    {
        RecordComparison comparison = RecordComparison.Of("biased", Drawn(2000, 5, 0.3), Drawn(2000, 6, 0.4), seed: 1);
        var verdict = new ReplayVerdict(ReplayVerdict.UsualLevel, [comparison]);
        Assert.That(verdict.IsConsistent, Is.False);
        Assert.That(verdict.Threshold, Is.EqualTo(0.005));
        Assert.That(verdict.Differences.Select(d => d.Register.Register.Name), Is.EquivalentTo(new[] { "low", "high" }));
        Assert.That(comparison.TotalVariation, Is.GreaterThan(2 * comparison.Chance.Expected));
        Assert.That(comparison.Registers[0].Rates.All(r => r.Deviation < -3), Is.True);
    }

    [Test]
    public void Wide_records_are_far_apart_by_chance_and_the_split_test_knows()
    {
        EquatableArray<BitRegister> wide = [new BitRegister("train", 100, 0)];
        RecordComparison comparison = RecordComparison.Of("wide", Drawn(200, 1, 0.5, wide), Drawn(200, 2, 0.5, wide), seed: 3);
        Assert.That(comparison.TotalVariation, Is.EqualTo(1).Within(1e-12), "no record occurs twice");
        Assert.That(comparison.Chance.Expected, Is.EqualTo(1).Within(1e-12));
        Assert.That(comparison.Chance.PValue, Is.EqualTo(1));
    }

    private static ShotRecords Always(ulong record, int shots) => new(Registers, shots, [.. Enumerable.Repeat(record, shots)]);

    private static ShotRecords Drawn(int shots, ulong seed, double rate, EquatableArray<BitRegister>? registers = null)
    {
        EquatableArray<BitRegister> of = registers ?? Registers;
        int bits = of[^1].Offset + of[^1].Size;
        int width = ShotRecords.WordsFor(bits);
        var words = new ulong[shots * width];
        for (int i = 0; i < shots * bits; i++)
        {
            if (CounterRandom.Uniform(seed, 99, (ulong)i) < rate)
                words[(i / bits * width) + (i % bits / 64)] |= 1UL << (i % bits % 64);
        }

        return new ShotRecords(of, shots, words);
    }
}
