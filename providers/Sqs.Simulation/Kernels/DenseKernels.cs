using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.Kernels;

/// <summary>Applies dense matrices to wide states, with vectors of the widest kind the hardware has and on several threads.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal static class DenseKernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fewest qubits of a state that these kernels take: one of the widest vectors and the targets above it.</summary>
    public const int SmallestWidth = 9;

    /// <summary>Most targets of a matrix.</summary>
    public const int MostTargets = 5;

    // A part of a pass has this many qubits; below, it takes less time than starting threads.
    private const int ThreadedWidth = 14;

    /// <summary>Applies a matrix.</summary>
    /// <param name="buffer">The amplitudes.</param>
    /// <param name="width">Number of qubits of the state, at least <see cref="SmallestWidth"/>.</param>
    /// <param name="matrix">Row-major matrix of dimension 2^targets.</param>
    /// <param name="targets">Positions, the first least significant in the matrix; at most <see cref="MostTargets"/>.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="cancellation">Stops within milliseconds.</param>
    public static void Apply(AmplitudeBuffer<T> buffer, int width, ReadOnlySpan<Complex> matrix, ReadOnlySpan<int> targets, int threads, CancellationToken cancellation = default)
    {
        if (Avx512F.IsSupported)
            Run<Lanes512<T>>(buffer, width, new GateTables<T>(matrix, targets, Lanes512<T>.Count), threads, cancellation);
        else if (Vector256.IsHardwareAccelerated)
            Run<Lanes256<T>>(buffer, width, new GateTables<T>(matrix, targets, Lanes256<T>.Count), threads, cancellation);
        else
            Run<Lanes128<T>>(buffer, width, new GateTables<T>(matrix, targets, Lanes128<T>.Count), threads, cancellation);
    }

    private static void Run<TLanes>(AmplitudeBuffer<T> buffer, int width, GateTables<T> tables, int threads, CancellationToken cancellation)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (tables.Stride == 1)
            Run<TLanes, SharedEntries<TLanes>>(buffer, width, tables, threads, cancellation);
        else
            Run<TLanes, LaneEntries<TLanes>>(buffer, width, tables, threads, cancellation);
    }

    private static void Run<TLanes, TEntries>(AmplitudeBuffer<T> buffer, int width, GateTables<T> tables, int threads, CancellationToken cancellation)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TEntries : IEntries<TLanes>
    {
        int groups = (1 << width) / TLanes.Count >> tables.HighPositions.Length;
        int parts = width < ThreadedWidth ? 1 : 1 << (width - ThreadedWidth);
        var workers = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        WorkerPool.For(Math.Min(groups, parts), workers, part =>
        {
            int count = Math.Min(groups, parts);
            int start = (int)((long)groups * part / count);
            int end = (int)((long)groups * (part + 1) / count);
            RunRange<TLanes, TEntries>(buffer, tables, start, end);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRange<TLanes, TEntries>(AmplitudeBuffer<T> buffer, GateTables<T> tables, int start, int end)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TEntries : IEntries<TLanes>
    {
        ref T re = ref MemoryMarshal.GetArrayDataReference(buffer.Re);
        ref T im = ref MemoryMarshal.GetArrayDataReference(buffer.Im);
        ref T entries = ref MemoryMarshal.GetArrayDataReference(tables.Entries);
        int laneBits = BitOperations.Log2((uint)TLanes.Count);
        int[] high = tables.HighPositions;
        Span<int> skipped = stackalloc int[high.Length];
        Span<int> offsets = stackalloc int[1 << high.Length];
        for (int i = 0; i < high.Length; i++)
            skipped[i] = high[i] - laneBits;
        for (int i = 0; i < offsets.Length; i++)
            offsets[i] = (int)BitDeposit.Scatter((ulong)i, high);
        int lows = tables.LowMasks.Length;
        int size = offsets.Length * lows;
        Span<TLanes> inputs = stackalloc TLanes[2 * size];
        for (int group = start; group < end; group++)
        {
            int first = (int)BitDeposit.InsertZeros(group, skipped) << laneBits;
            for (int c = 0; c < offsets.Length; c++)
            {
                TLanes real = TLanes.Load(ref re, (nuint)(first + offsets[c]));
                TLanes imaginary = TLanes.Load(ref im, (nuint)(first + offsets[c]));
                inputs[2 * c * lows] = real;
                inputs[(2 * c * lows) + 1] = imaginary;
                for (int x = 1; x < lows; x++)
                {
                    inputs[2 * ((c * lows) + x)] = real.Exchange(tables.LowMasks[x]);
                    inputs[(2 * ((c * lows) + x)) + 1] = imaginary.Exchange(tables.LowMasks[x]);
                }
            }

            ref TLanes input = ref MemoryMarshal.GetReference(inputs);
            for (int row = 0; row < offsets.Length; row++)
            {
                ref T targetRe = ref Unsafe.Add(ref re, first + offsets[row]);
                ref T targetIm = ref Unsafe.Add(ref im, first + offsets[row]);
                ref T entry = ref Unsafe.Add(ref entries, 2 * row * size * TEntries.Stride);

                // Even and odd differences gather in two sums, which halves the chain of dependent operations.
                TLanes evenRe = TLanes.Broadcast(T.Zero);
                TLanes evenIm = evenRe;
                TLanes oddRe = evenRe;
                TLanes oddIm = evenRe;
                int flip = row * lows;
                for (int difference = 0; difference < size; difference += 2)
                {
                    ref TLanes even = ref Unsafe.Add(ref input, 2 * (flip ^ difference));
                    ref TLanes odd = ref Unsafe.Add(ref input, 2 * (flip ^ (difference + 1)));
                    TLanes evenXRe = even;
                    TLanes evenXIm = Unsafe.Add(ref even, 1);
                    TLanes oddXRe = odd;
                    TLanes oddXIm = Unsafe.Add(ref odd, 1);
                    TLanes evenMRe = TEntries.Read(ref entry, 0);
                    TLanes evenMIm = TEntries.Read(ref entry, 1);
                    TLanes oddMRe = TEntries.Read(ref entry, 2);
                    TLanes oddMIm = TEntries.Read(ref entry, 3);
                    evenRe = TLanes.MultiplyAdd(evenMRe, evenXRe, evenRe);
                    evenIm = TLanes.MultiplyAdd(evenMRe, evenXIm, evenIm);
                    oddRe = TLanes.MultiplyAdd(oddMRe, oddXRe, oddRe);
                    oddIm = TLanes.MultiplyAdd(oddMRe, oddXIm, oddIm);
                    evenRe = TLanes.MultiplySubtract(evenMIm, evenXIm, evenRe);
                    evenIm = TLanes.MultiplyAdd(evenMIm, evenXRe, evenIm);
                    oddRe = TLanes.MultiplySubtract(oddMIm, oddXIm, oddRe);
                    oddIm = TLanes.MultiplyAdd(oddMIm, oddXRe, oddIm);
                    entry = ref Unsafe.Add(ref entry, 4 * TEntries.Stride);
                }

                TLanes.Add(evenRe, oddRe).Store(ref targetRe, 0);
                TLanes.Add(evenIm, oddIm).Store(ref targetIm, 0);
            }
        }
    }

    private interface IEntries<TLanes>
    {
        static abstract int Stride { get; }

        static abstract TLanes Read(ref T entries, int index);
    }

    /// <summary>Entries that all lanes share.</summary>
    private readonly struct SharedEntries<TLanes> : IEntries<TLanes>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        public static int Stride => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Read(ref T entries, int index) => TLanes.Broadcast(Unsafe.Add(ref entries, index));
    }

    /// <summary>Entries of each lane.</summary>
    private readonly struct LaneEntries<TLanes> : IEntries<TLanes>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        public static int Stride => TLanes.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Read(ref T entries, int index) => TLanes.Load(ref entries, (nuint)(index * TLanes.Count));
    }
}
