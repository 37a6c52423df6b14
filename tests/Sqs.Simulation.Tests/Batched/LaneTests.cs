using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Tests.Batched;

/// <summary>Vectors of every width against their scalar twin, and their functions against double precision.</summary>
public sealed class LaneTests
{
    private const int Length = 4096;

    [TestCase(128)]
    [TestCase(256)]
    [TestCase(512)]
    public void Every_width_gives_the_bits_of_the_scalar_twin(int width)
    {
        uint[] expected = Everything<FloatLane>();
        uint[] found = width switch
        {
            128 => Everything<FloatLanes128>(),
            256 => Everything<FloatLanes256>(),
            _ => Everything<FloatLanes512>(),
        };
        Assert.That(found, Is.EqualTo(expected));
    }

    [Test]
    public void Sine_and_cosine_are_those_of_double_precision()
    {
        float[] turns = Numbers(-9, 9, 3);
        float[] sines = new float[Length];
        float[] cosines = new float[Length];
        for (int i = 0; i < Length; i += FloatLanes256.Count)
        {
            LaneMath.SinCosPi(FloatLanes256.Load(in turns[i], 0), out FloatLanes256 sine, out FloatLanes256 cosine);
            sine.Store(ref sines[i], 0);
            cosine.Store(ref cosines[i], 0);
        }

        for (int i = 0; i < Length; i++)
        {
            Assert.That(sines[i], Is.EqualTo(Math.Sin(Math.PI * turns[i])).Within(2.4e-7), $"sine of {turns[i]} half turns");
            Assert.That(cosines[i], Is.EqualTo(Math.Cos(Math.PI * turns[i])).Within(2.4e-7), $"cosine of {turns[i]} half turns");
        }
    }

    [Test]
    public void Exponential_and_logistic_functions_are_those_of_double_precision()
    {
        float[] arguments = [.. Numbers(-60, 60, 4), 0, 100, -100, 1e30f];
        foreach (float x in arguments)
        {
            float exponential = 0;
            float logistic = 0;
            LaneMath.Exp(FloatLane.Broadcast(x)).Store(ref exponential, 0);
            LaneMath.Logistic(FloatLane.Broadcast(x)).Store(ref logistic, 0);
            double bounded = Math.Clamp(x, -87, 87);
            Assert.That(exponential, Is.EqualTo(Math.Exp(bounded)).Within(2e-5).Percent, $"exp({x})");
            Assert.That(logistic, Is.EqualTo(1 / (1 + Math.Exp(-bounded))).Within(2e-7), $"logistic({x})");
        }
    }

    private static float[] Numbers(double low, double high, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, Length).Select(_ => (float)(low + ((high - low) * random.NextDouble())))];
    }

    // The bits of every operation on the same numbers.
    private static uint[] Everything<TLanes>()
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        float[] a = Numbers(-3, 3, 1);
        float[] b = Numbers(-3, 3, 2);
        var results = new List<float[]>();
        void Map(Func<TLanes, TLanes, TLanes> operation)
        {
            float[] result = new float[Length];
            for (int i = 0; i < Length; i += TLanes.Count)
                operation(TLanes.Load(in a[i], 0), TLanes.Load(in b[i], 0)).Store(ref result[i], 0);
            results.Add(result);
        }

        Map((x, y) => x + y);
        Map((x, y) => x - y);
        Map((x, y) => x * y);
        Map((x, y) => x / y);
        Map((x, y) => TLanes.MultiplyAdd(x, y, x));
        Map((x, y) => TLanes.MultiplySubtract(x, y, x));
        Map((x, y) => TLanes.Sqrt(x * x));
        Map(TLanes.Max);
        Map(TLanes.Min);
        Map(TLanes.GreaterThan);
        Map((x, y) => TLanes.Select(TLanes.GreaterThan(x, y), x, y));
        Map(TLanes.And);
        Map(TLanes.Xor);
        Map(TLanes.AddIntegers);
        Map((x, _) => x.ShiftLeft(7));
        Map((x, _) => x.SignMask());
        Map((x, _) => LaneMath.Exp(x));
        Map((x, _) => LaneMath.Logistic(x));
        Map((x, _) =>
        {
            LaneMath.SinCosPi(x, out TLanes sine, out TLanes cosine);
            return TLanes.MultiplyAdd(sine, sine, cosine);
        });

        uint signs = 0;
        float[] unpacked = new float[32];
        for (int i = 0; i < 32; i += TLanes.Count)
        {
            signs |= TLanes.Load(in a[i], 0).SignBits() << i;
            TLanes.FromBits(0xA53C9F01 >> i).Store(ref unpacked[i], 0);
        }

        results.Add(unpacked);
        return [signs, .. results.SelectMany(r => r).Select(BitConverter.SingleToUInt32Bits)];
    }
}
