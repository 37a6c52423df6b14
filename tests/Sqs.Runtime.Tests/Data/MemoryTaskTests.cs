using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Data;
using Sqs.Runtime.Data.Codes;
using Sqs.Runtime.Spikes;
using Sqs.Runtime.Tests.Learning;

namespace Sqs.Runtime.Tests.Data;

/// <summary>Memory tasks, the delta code, and recordings of vision sensors.</summary>
public sealed class MemoryTaskTests
{
    [TestCase(2, 4)]
    [TestCase(3, 7)]
    public void Parity_is_that_of_the_bits_shown(int bits, int delay)
    {
        Dataset data = SmallNetworks.Load($"task:temporal-parity?bits={bits}&delay={delay}&train=200&test=0&distractors=1");
        Assert.That((data.Steps, data.Lines, data.AnswerFrom, data.ClassCount), Is.EqualTo((delay + 1, 4, delay, 2)));
        int[] ones = new int[bits];
        for (int sample = 0; sample < 200; sample++)
        {
            int parity = 0;
            for (int bit = 0; bit < bits; bit++)
            {
                int step = bit * delay / bits;
                int shown = At(data, sample, step, 1) - At(data, sample, step, 0);
                Assert.That(Math.Abs(shown), Is.EqualTo(1), "one of two lines shows a bit");
                parity ^= shown == 1 ? 1 : 0;
                ones[bit] += shown == 1 ? 1 : 0;
            }

            Assert.That(parity, Is.EqualTo(data.Train.Labels[sample]));
            Assert.That(Enumerable.Range(0, delay + 1).Sum(step => At(data, sample, step, 0) + At(data, sample, step, 1)), Is.EqualTo(bits), "nothing else is shown");
            Assert.That(Enumerable.Range(0, delay + 1).Select(step => At(data, sample, step, 2)), Is.EqualTo(Enumerable.Range(0, delay + 1).Select(step => step == delay ? 1 : 0)));
        }

        Assert.That(ones, Is.All.InRange(60, 140), "each bit on its own says nothing");
    }

    [Test]
    public void Order_of_bursts_is_all_that_differs()
    {
        Dataset data = SmallNetworks.Load("task:burst-order?delay=3&train=400&test=0&distractors=0");
        Assert.That((data.Steps, data.Lines, data.AnswerFrom), Is.EqualTo((13, 3, 12)));
        int[] spikes = new int[4];
        for (int sample = 0; sample < 400; sample++)
        {
            int first = data.Train.Labels[sample];
            for (int step = 0; step < 13; step++)
            {
                spikes[(2 * first) + 0] += At(data, sample, step, 0);
                spikes[(2 * first) + 1] += At(data, sample, step, 1);
                if (step < 6)
                    Assert.That(At(data, sample, step, 1 - first), Is.Zero, "the other line comes later");
                else
                    Assert.That(At(data, sample, step, first), Is.Zero);
            }
        }

        // 200 samples of three draws of 0.8: 480, standard deviation 10.
        Assert.That(spikes, Is.All.InRange(430, 530));
    }

    [Test]
    public void Word_of_the_copying_task_is_its_class()
    {
        Dataset data = SmallNetworks.Load("task:copying-memory?bits=3&delay=4&train=64&test=0");
        Assert.That((data.Steps, data.ClassCount, data.AnswerFrom), Is.EqualTo((7, 8, 6)));
        for (int sample = 0; sample < 64; sample++)
            Assert.That(Enumerable.Range(0, 3).Sum(bit => At(data, sample, bit, 1) << bit), Is.EqualTo(data.Train.Labels[sample]));
    }

    [TestCase("task:temporal-parity?bits=5&delay=4")]
    [TestCase("task:copying-memory?bits=9")]
    public void Task_that_cannot_be_is_refused(string text)
    {
        var diagnostics = new DiagnosticBag();
        Assert.That(DatasetLoader.Load(DatasetSpecParser.Parse(text, diagnostics)!, null, diagnostics), Is.Null);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("SQS5020"));
    }

    [Test]
    public void Moving_image_makes_events_at_its_edges()
    {
        var encoder = new DeltaEncoder(0.4);
        float[] image = new float[49];
        image[24] = 1;
        Assert.That(encoder.Lines(49, 3), Is.EqualTo(98));
        Assert.That(encoder.Lines(48, 3), Is.EqualTo(-1), "no square");
        var spikes = new SpikeTensor(1, 3, 98);
        encoder.Encode(image, 0, 0, 3, spikes.Train(0));

        // The first saccade looks two pixels to the right and down: the point moves from (3, 3) to (1, 1).
        Assert.That(Events(spikes, 0), Is.EqualTo(new[] { 8, 49 + 24 }));

        // The second goes four pixels to the left, to (5, 1); the third back to (3, 3).
        Assert.That(Events(spikes, 1), Is.EqualTo(new[] { 12, 49 + 8 }));
        Assert.That(Events(spikes, 2), Is.EqualTo(new[] { 24, 49 + 12 }));
    }

    [Test]
    public void Recordings_of_all_three_formats_hold_the_same_events()
    {
        string folder = Directory.CreateTempSubdirectory("sqs-events-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "3"));
            (int X, int Y, bool IsOn, int Time)[] events = [(1, 2, true, 0), (5, 0, false, 40), (7, 7, true, 99)];
            File.WriteAllBytes(Path.Combine(folder, "3", "a.bin"), [.. events.SelectMany(e => (byte[])[(byte)e.X, (byte)e.Y, (byte)((e.IsOn ? 0x80 : 0) | (e.Time >> 16)), (byte)(e.Time >> 8), (byte)e.Time])]);
            File.WriteAllBytes(Path.Combine(folder, "3", "c.aedat"), Aedat3(events));
            Dataset data = SmallNetworks.Load($"events:{folder}?sensor=8&steps=5");
            Assert.That((data.Lines, data.Steps, data.Train.Count), Is.EqualTo((128, 5, 2)));
            foreach (int sample in (int[])[0, 1])
            {
                var set = new List<(int Step, int Line)>();
                for (int i = 0; i < data.Train.FeatureCount; i++)
                {
                    if (data.Train.Sample(sample)[i] > 0)
                        set.Add((i / 128, i % 128));
                }

                Assert.That(set, Is.EqualTo(new[] { (0, 17), (2, 64 + 5), (4, 63) }), $"sample {sample}");
            }

            // AEDAT 2.0 has the addresses of a sensor of 128 columns, counted from the right.
            File.Delete(Path.Combine(folder, "3", "a.bin"));
            File.WriteAllBytes(Path.Combine(folder, "3", "c.aedat"), Aedat2(events));
            Dataset old = SmallNetworks.Load($"events:{folder}?sensor=128&cells=16&steps=5");
            Assert.That(old.Lines, Is.EqualTo(512));
            Assert.That(Enumerable.Range(0, old.Train.FeatureCount).Where(i => old.Train.Sample(0)[i] > 0), Is.EqualTo(new[] { 0, (2 * 512) + 256, 4 * 512 }), "all within one cell");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("a.bin", "AAAA", "has 4 bytes")]
    [TestCase("a.aedat", "#!AER-DAT1.0\nAAAAAAAA", "its version is '#!AER-DAT1.0'")]
    [TestCase("a.aedat", "#!AER-DAT2.0\nAAAAAAA", "7 bytes follow the header")]
    [TestCase("a.aedat", "#!AER-DAT3.1\nAAAA", "its header has no end")]
    [TestCase("a.aedat", "#!AER-DAT3.1\n#!END-HEADER\nAAAA", "the packet at byte 26 is cut off")]
    [TestCase("a.bin", "zAAAA", "an event lies at (122, 65)")]
    public void Damaged_recordings_are_reported(string name, string content, string message)
    {
        string folder = Directory.CreateTempSubdirectory("sqs-events-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "0"));
            File.WriteAllText(Path.Combine(folder, "0", name), content);
            var diagnostics = new DiagnosticBag();
            Assert.That(DatasetLoader.Load(DatasetSpecParser.Parse($"events:{folder}", diagnostics)!, null, diagnostics), Is.Null);
            Assert.That(diagnostics.Single().Code, Is.EqualTo("SQS5022"));
            Assert.That(diagnostics.Single().Message, Does.Contain(message));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int At(Dataset data, int sample, int step, int line) => (int)data.Train.Sample(sample)[(step * data.Lines) + line];

    private static int[] Events(SpikeTensor spikes, int step) => [.. Enumerable.Range(0, spikes.Lines).Where(line => spikes.Spike(0, step, line) != 0)];

    private static byte[] Aedat2((int X, int Y, bool IsOn, int Time)[] events) =>
    [
        .. "#!AER-DAT2.0\r\n# made by hand\r\n"u8,
        .. events.SelectMany(e => Big(((uint)e.Y << 8) | ((uint)(127 - e.X) << 1) | (e.IsOn ? 0u : 1u)).Concat(Big((uint)e.Time))),
    ];

    private static byte[] Aedat3((int X, int Y, bool IsOn, int Time)[] events)
    {
        byte[] header = new byte[28];
        BitConverter.TryWriteBytes(header.AsSpan(0), (short)1);
        BitConverter.TryWriteBytes(header.AsSpan(4), 8);
        BitConverter.TryWriteBytes(header.AsSpan(8), 4);
        BitConverter.TryWriteBytes(header.AsSpan(16), events.Length + 1);
        BitConverter.TryWriteBytes(header.AsSpan(20), events.Length + 1);
        BitConverter.TryWriteBytes(header.AsSpan(24), events.Length);
        byte[] packet = [.. events.SelectMany(e => BitConverter.GetBytes(((uint)e.X << 17) | ((uint)e.Y << 2) | (e.IsOn ? 2u : 0u) | 1u).Concat(BitConverter.GetBytes(e.Time)))];

        // One event of the packet is marked as not valid.
        byte[] invalid = [.. BitConverter.GetBytes(3u << 17), .. BitConverter.GetBytes(50)];
        return [.. "#!AER-DAT3.1\r\n#Format: RAW\r\n#!END-HEADER\r\n"u8, .. header, .. packet, .. invalid];
    }

    private static byte[] Big(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
