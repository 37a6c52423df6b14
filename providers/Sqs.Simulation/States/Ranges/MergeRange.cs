using System.Numerics;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.States.Ranges;

/// <summary>The product of two states.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="low">The state of the low positions.</param>
/// <param name="lowWidth">Their number.</param>
/// <param name="high">The state of the high positions.</param>
/// <param name="target">The product.</param>
internal readonly struct MergeRange<T>(AmplitudeBuffer<T> low, int lowWidth, AmplitudeBuffer<T> high, AmplitudeBuffer<T> target) : IRangeWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Run(int start, int end)
    {
        int size = 1 << lowWidth;
        while (start < end)
        {
            int row = start >> lowWidth;
            int column = start & (size - 1);
            int count = Math.Min(end - start, size - column);
            T a = high.Re[row];
            T b = high.Im[row];
            ReadOnlySpan<T> lowRe = low.Re.AsSpan(column, count);
            ReadOnlySpan<T> lowIm = low.Im.AsSpan(column, count);
            Span<T> re = target.Re.AsSpan(start, count);
            Span<T> im = target.Im.AsSpan(start, count);
            for (int i = 0; i < re.Length; i++)
            {
                re[i] = T.FusedMultiplyAdd(a, lowRe[i], -(b * lowIm[i]));
                im[i] = T.FusedMultiplyAdd(a, lowIm[i], b * lowRe[i]);
            }

            start += count;
        }
    }
}
