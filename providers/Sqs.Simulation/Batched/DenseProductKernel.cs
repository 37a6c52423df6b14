using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched;

/// <summary>The loops of <see cref="DenseProducts"/>: four rows by two vectors at a time stay in registers.</summary>
internal readonly ref struct DenseProductKernel(ReadOnlySpan<float> left, int leftWidth, int inner, ReadOnlySpan<float> right, int width, Span<float> target)
    : ILaneKernel
{
    private readonly ReadOnlySpan<float> _left = left;
    private readonly ReadOnlySpan<float> _right = right;
    private readonly Span<float> _target = target;

    /// <inheritdoc/>
    public void Run<TLanes>()
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int rows = _target.Length / width;
        int pair = 2 * TLanes.Count;
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            int column = 0;
            for (; column + pair <= width; column += pair)
                AddBlock<TLanes>(row, column);
            for (; column < width; column += TLanes.Count)
            {
                for (int i = 0; i < 4; i++)
                    AddVector<TLanes>(row + i, column);
            }
        }

        for (; row < rows; row++)
        {
            for (int column = 0; column < width; column += TLanes.Count)
                AddVector<TLanes>(row, column);
        }
    }

    private void AddBlock<TLanes>(int row, int column)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        nuint lanes = (nuint)TLanes.Count;
        nuint step = (nuint)width;
        ref float sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(_target), (row * width) + column);
        ref float a = ref Unsafe.Add(ref MemoryMarshal.GetReference(_left), row * leftWidth);
        ref float b = ref Unsafe.Add(ref MemoryMarshal.GetReference(_right), column);
        TLanes s00 = TLanes.Load(in sum, 0);
        TLanes s01 = TLanes.Load(in sum, lanes);
        TLanes s10 = TLanes.Load(in sum, step);
        TLanes s11 = TLanes.Load(in sum, step + lanes);
        TLanes s20 = TLanes.Load(in sum, 2 * step);
        TLanes s21 = TLanes.Load(in sum, (2 * step) + lanes);
        TLanes s30 = TLanes.Load(in sum, 3 * step);
        TLanes s31 = TLanes.Load(in sum, (3 * step) + lanes);
        for (int k = 0; k < inner; k++)
        {
            TLanes b0 = TLanes.Load(in b, (nuint)k * step);
            TLanes b1 = TLanes.Load(in b, ((nuint)k * step) + lanes);
            TLanes a0 = TLanes.Broadcast(Unsafe.Add(ref a, k));
            s00 = TLanes.MultiplyAdd(a0, b0, s00);
            s01 = TLanes.MultiplyAdd(a0, b1, s01);
            TLanes a1 = TLanes.Broadcast(Unsafe.Add(ref a, k + leftWidth));
            s10 = TLanes.MultiplyAdd(a1, b0, s10);
            s11 = TLanes.MultiplyAdd(a1, b1, s11);
            TLanes a2 = TLanes.Broadcast(Unsafe.Add(ref a, k + (2 * leftWidth)));
            s20 = TLanes.MultiplyAdd(a2, b0, s20);
            s21 = TLanes.MultiplyAdd(a2, b1, s21);
            TLanes a3 = TLanes.Broadcast(Unsafe.Add(ref a, k + (3 * leftWidth)));
            s30 = TLanes.MultiplyAdd(a3, b0, s30);
            s31 = TLanes.MultiplyAdd(a3, b1, s31);
        }

        s00.Store(ref sum, 0);
        s01.Store(ref sum, lanes);
        s10.Store(ref sum, step);
        s11.Store(ref sum, step + lanes);
        s20.Store(ref sum, 2 * step);
        s21.Store(ref sum, (2 * step) + lanes);
        s30.Store(ref sum, 3 * step);
        s31.Store(ref sum, (3 * step) + lanes);
    }

    private void AddVector<TLanes>(int row, int column)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        ref float sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(_target), (row * width) + column);
        ref float a = ref Unsafe.Add(ref MemoryMarshal.GetReference(_left), row * leftWidth);
        ref float b = ref Unsafe.Add(ref MemoryMarshal.GetReference(_right), column);
        TLanes total = TLanes.Load(in sum, 0);
        for (int k = 0; k < inner; k++)
            total = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref a, k)), TLanes.Load(in b, (nuint)k * (nuint)width), total);
        total.Store(ref sum, 0);
    }
}
