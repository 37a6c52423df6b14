using System.Numerics;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.Tests.Kernels;

public sealed class DenseKernelTests
{
    private const int Width = 10;

    [Test]
    public void Every_choice_of_targets_equals_the_scalar_kernel([Range(1, 5)] int targetCount, [Values(1, 2)] int threads)
    {
        var random = new System.Random(targetCount);
        for (int round = 0; round < 40; round++)
        {
            int[] targets = [.. Enumerable.Range(0, Width)];
            random.Shuffle(targets);
            targets = targets[..targetCount];
            Complex[] matrix = Matrix(random, 1 << targetCount);
            double[] expected = State<double>(random);
            double[] found = [.. expected];
            ScalarKernels<double>.Apply(expected.AsSpan(0, 1 << Width), expected.AsSpan(1 << Width), matrix, targets, [], 0);
            found = Apply(found, matrix, targets, threads);
            Assert.That(found, Is.EqualTo(expected).Within(1e-12));
        }
    }

    [Test]
    public void Single_precision_equals_the_scalar_kernel([Range(1, 5)] int targetCount)
    {
        var random = new System.Random(100 + targetCount);
        int[] targets = [.. Enumerable.Range(0, Width)];
        for (int round = 0; round < 40; round++)
        {
            random.Shuffle(targets);
            Complex[] matrix = Matrix(random, 1 << targetCount);
            float[] expected = State<float>(random);
            float[] found = [.. expected];
            ScalarKernels<float>.Apply(expected.AsSpan(0, 1 << Width), expected.AsSpan(1 << Width), matrix, targets.AsSpan(0, targetCount), [], 0);
            found = Apply(found, matrix, targets[..targetCount], 1);
            Assert.That(found, Is.EqualTo(expected).Within(1e-4f));
        }
    }

    private static T[] Apply<T>(T[] amplitudes, Complex[] matrix, int[] targets, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var buffer = new AmplitudeBuffer<T>(amplitudes[..(1 << Width)], amplitudes[(1 << Width)..]);
        DenseKernels<T>.Apply(buffer, Width, matrix, targets, threads);
        return [.. buffer.Re, .. buffer.Im];
    }

    private static Complex[] Matrix(System.Random random, int size) =>
        [.. Enumerable.Range(0, size * size).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5))];

    private static T[] State<T>(System.Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, 2 << Width).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
}
