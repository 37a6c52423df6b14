using Sqs.Simulation.Batched;
using Sqs.Simulation.Batched.Lanes;
using Sqs.Simulation.Random;

namespace Sqs.Simulation.Tests.Batched;

/// <summary>Events, sums of rows, products, bits and random numbers of the batched kernels.</summary>
public sealed class BatchedSumTests
{
    private static readonly LaneWidth[] Widths = [LaneWidth.Scalar, LaneWidth.Vector128, LaneWidth.Vector256, LaneWidth.Vector512];

    [TestCase(16, 5)]
    [TestCase(48, 9)]
    [TestCase(128, 70)]
    [TestCase(176, 130)]
    public void Sums_of_rows_are_the_plain_sums_at_every_width(int width, int lines)
    {
        var random = new System.Random(width);
        EventLists events = Events(random, rows: 11, lines);
        float[] rows = Numbers(random, lines * width);
        float[] start = Numbers(random, 6 * width);
        float[] expected = [.. start];
        for (int list = 0; list < 6; list++)
        {
            foreach (int line in events.Items[events.Starts[list + 4]..events.Starts[list + 5]])
            {
                for (int i = 0; i < width; i++)
                    expected[(list * width) + i] += rows[(line * width) + i];
            }
        }

        foreach (LaneWidth lanes in Widths)
        {
            float[] sums = [.. start];
            RowSums.Add(rows, width, events, first: 4, sums, lanes);
            Assert.That(sums, Is.EqualTo(expected), lanes.ToString());
        }
    }

    [Test]
    public void Event_without_a_row_is_refused()
    {
        var events = new EventLists();
        events.Add([1UL << 5]);
        Assert.That(() => RowSums.Add(new float[5 * 16], 16, events, 0, new float[16]), Throws.ArgumentException);
    }

    [Test]
    public void Events_are_the_set_bits_and_their_transpose_the_rows_of_each_line()
    {
        var events = new EventLists();
        events.Add([0b1010UL, 1]);
        events.Add([]);
        events.Add([0b0010UL, 1UL << 63]);
        Assert.That(events.Starts.ToArray(), Is.EqualTo([0, 3, 3, 5]));
        Assert.That(events.Items.ToArray(), Is.EqualTo([1, 3, 64, 1, 127]));
        var lines = new EventLists();
        lines.Transpose(events, 128);
        Assert.That(lines.Rows, Is.EqualTo(128));
        Assert.That(lines.Items.ToArray(), Is.EqualTo([0, 2, 0, 0, 2]));
        Assert.That(lines.Items[lines.Starts[1]..lines.Starts[2]].ToArray(), Is.EqualTo([0, 2]));
        Assert.That(lines.Items[lines.Starts[127]..lines.Starts[128]].ToArray(), Is.EqualTo([2]));
        events.Clear();
        events.Add([4]);
        Assert.That(events.Items.ToArray(), Is.EqualTo([2]), "lists are used again");
    }

    [TestCase(7, 3, 16)]
    [TestCase(8, 10, 48)]
    [TestCase(5, 33, 128)]
    public void Products_are_the_plain_products_at_every_width(int rows, int inner, int width)
    {
        var random = new System.Random(rows);
        int leftWidth = inner + 2;
        float[] left = Numbers(random, rows * leftWidth);
        float[] right = Numbers(random, inner * width);
        float[] start = Numbers(random, rows * width);
        float[] expected = [.. start];
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < inner; k++)
            {
                for (int i = 0; i < width; i++)
                    expected[(row * width) + i] = MathF.FusedMultiplyAdd(left[(row * leftWidth) + k], right[(k * width) + i], expected[(row * width) + i]);
            }
        }

        foreach (LaneWidth lanes in Widths)
        {
            float[] target = [.. start];
            DenseProducts.Add(left, leftWidth, inner, right, width, target, lanes);
            Assert.That(target, Is.EqualTo(expected), lanes.ToString());
        }
    }

    [Test]
    public void Spikes_are_packed_in_order_and_padding_is_silent()
    {
        float[] spikes = new float[80];
        foreach (int i in (int[])[0, 5, 63, 64, 70, 79])
            spikes[i] = 1;
        ulong[] bits = [ulong.MaxValue, ulong.MaxValue];
        SpikeBits.Pack(spikes, used: 71, bits);
        Assert.That(bits, Is.EqualTo([1UL | (1UL << 5) | (1UL << 63), 1UL | (1UL << 6)]));
        float[] back = new float[80];
        SpikeBits.Unpack(bits, back);
        spikes[79] = 0;
        Assert.That(back, Is.EqualTo(spikes));
    }

    [TestCase(0UL, 128)]
    [TestCase(7UL, 45)]
    [TestCase(1UL << 33, 16)]
    [TestCase((1UL << 40) + 1, 129)]
    public void Uniform_numbers_are_those_of_the_counter_generator_cut_to_24_bits(ulong first, int length)
    {
        const ulong Seed = 0x9876_5432_1234_5678;
        const ulong Stream = 0xFEDC_BA98_7654_3210;
        float[] uniforms = new float[length];
        UniformNumbers.Fill(Seed, Stream, first, uniforms);
        for (int i = 0; i < length; i++)
        {
            double exact = CounterRandom.Uniform(Seed, Stream, first + (ulong)i);
            Assert.That((double)uniforms[i], Is.EqualTo(Math.Floor(exact * (1 << 24)) / (1 << 24)), $"number {i}");
        }
    }

    [TestCase(10, 1, 16)]
    [TestCase(100, 1, 112)]
    [TestCase(1000, 8, 128)]
    public void Tiles_cover_all_neurons(int size, int count, int width)
    {
        var tiles = new TileLayout(size);
        Assert.That((tiles.Count, tiles.Width), Is.EqualTo((count, width)));
        Assert.That(Enumerable.Range(0, count).Sum(tiles.Used), Is.EqualTo(size));
    }

    private static EventLists Events(System.Random random, int rows, int lines)
    {
        var events = new EventLists();
        for (int row = 0; row < rows; row++)
        {
            ulong[] bits = new ulong[(lines + 63) / 64];
            for (int line = 0; line < lines; line++)
                bits[line >> 6] |= random.NextDouble() < 0.4 ? 1UL << (line & 63) : 0;
            events.Add(bits);
        }

        return events;
    }

    private static float[] Numbers(System.Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
}
