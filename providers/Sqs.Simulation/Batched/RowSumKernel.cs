using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched;

/// <summary>The loops of <see cref="RowSums"/>: sums stay in eight registers while their rows go by.</summary>
internal readonly ref struct RowSumKernel(ReadOnlySpan<float> rows, int width, ReadOnlySpan<int> starts, ReadOnlySpan<int> items, Span<float> sums) : ILaneKernel
{
    private readonly ReadOnlySpan<float> _rows = rows;
    private readonly ReadOnlySpan<int> _starts = starts;
    private readonly ReadOnlySpan<int> _items = items;
    private readonly Span<float> _sums = sums;

    /// <inheritdoc/>
    public void Run<TLanes>()
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int block = 8 * TLanes.Count;
        for (int list = 0; list + 1 < _starts.Length; list++)
        {
            ReadOnlySpan<int> chosen = _items[_starts[list].._starts[list + 1]];
            ref float sum = ref _sums[list * width];
            int column = 0;
            for (; column + block <= width; column += block)
                AddBlock<TLanes>(chosen, column, ref Unsafe.Add(ref sum, column));
            for (; column + TLanes.Count <= width; column += TLanes.Count)
                AddVector<TLanes>(chosen, column, ref Unsafe.Add(ref sum, column));
        }
    }

    private void AddBlock<TLanes>(ReadOnlySpan<int> chosen, int column, ref float sum)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        nuint lanes = (nuint)TLanes.Count;
        TLanes s0 = TLanes.Load(in sum, 0);
        TLanes s1 = TLanes.Load(in sum, lanes);
        TLanes s2 = TLanes.Load(in sum, 2 * lanes);
        TLanes s3 = TLanes.Load(in sum, 3 * lanes);
        TLanes s4 = TLanes.Load(in sum, 4 * lanes);
        TLanes s5 = TLanes.Load(in sum, 5 * lanes);
        TLanes s6 = TLanes.Load(in sum, 6 * lanes);
        TLanes s7 = TLanes.Load(in sum, 7 * lanes);
        ref float start = ref Unsafe.Add(ref MemoryMarshal.GetReference(_rows), column);
        foreach (int row in chosen)
        {
            ref float from = ref Unsafe.Add(ref start, (nint)row * width);
            s0 += TLanes.Load(in from, 0);
            s1 += TLanes.Load(in from, lanes);
            s2 += TLanes.Load(in from, 2 * lanes);
            s3 += TLanes.Load(in from, 3 * lanes);
            s4 += TLanes.Load(in from, 4 * lanes);
            s5 += TLanes.Load(in from, 5 * lanes);
            s6 += TLanes.Load(in from, 6 * lanes);
            s7 += TLanes.Load(in from, 7 * lanes);
        }

        s0.Store(ref sum, 0);
        s1.Store(ref sum, lanes);
        s2.Store(ref sum, 2 * lanes);
        s3.Store(ref sum, 3 * lanes);
        s4.Store(ref sum, 4 * lanes);
        s5.Store(ref sum, 5 * lanes);
        s6.Store(ref sum, 6 * lanes);
        s7.Store(ref sum, 7 * lanes);
    }

    private void AddVector<TLanes>(ReadOnlySpan<int> chosen, int column, ref float sum)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        TLanes total = TLanes.Load(in sum, 0);
        ref float start = ref Unsafe.Add(ref MemoryMarshal.GetReference(_rows), column);
        foreach (int row in chosen)
            total += TLanes.Load(in Unsafe.Add(ref start, (nint)row * width), 0);
        total.Store(ref sum, 0);
    }
}
