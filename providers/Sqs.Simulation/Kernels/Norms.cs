using System.Numerics;
using System.Runtime.CompilerServices;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.Kernels;

/// <summary>
/// Sums of squared amplitudes, each added to the entry that its bits at some positions name: in double precision and in an order that no
/// hardware changes.
/// </summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="buffer">The amplitudes.</param>
/// <param name="positions">The positions, the first least significant in the entry's index.</param>
internal readonly struct Norms<T>(AmplitudeBuffer<T> buffer, int[] positions) : IRangeSum
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Add(int start, int end, Span<double> sums)
    {
        if (IsRun())
        {
            AddBlocks(start, end, positions[0], sums);
            return;
        }

        ReadOnlySpan<T> re = buffer.Re;
        ReadOnlySpan<T> im = buffer.Im;
        for (int i = start; i < end; i++)
        {
            double a = double.CreateTruncating(re[i]);
            double b = double.CreateTruncating(im[i]);
            sums[(int)BitDeposit.Gather(i, positions)] += (a * a) + (b * b);
        }
    }

    private bool IsRun()
    {
        for (int i = 1; i < positions.Length; i++)
        {
            if (positions[i] != positions[0] + i)
                return false;
        }

        return true;
    }

    // Neighbouring positions name the blocks of the index in turn. Four sums a block, so that additions overlap.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBlocks(int start, int end, int low, Span<double> sums)
    {
        Span<double> partial = stackalloc double[4];
        while (start < end)
        {
            int count = Math.Min(end - start, (1 << low) - (start & ((1 << low) - 1)));
            ReadOnlySpan<T> re = buffer.Re.AsSpan(start, count);
            ReadOnlySpan<T> im = buffer.Im.AsSpan(start, count);
            partial.Clear();
            for (int i = 0; i < re.Length; i++)
            {
                double a = double.CreateTruncating(re[i]);
                double b = double.CreateTruncating(im[i]);
                partial[i & 3] += (a * a) + (b * b);
            }

            sums[(start >> low) & (sums.Length - 1)] += partial[0] + partial[1] + (partial[2] + partial[3]);
            start += count;
        }
    }
}
