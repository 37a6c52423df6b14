using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sqs.Simulation.Kernels;

namespace Sqs.Simulation.Sweeps;

/// <summary>
/// The arithmetic of a sweep on one block. Every amplitude gets the same operations in the same order whatever the width of the vectors.
/// </summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <typeparam name="TLanes">The vectors.</typeparam>
internal static class SweepKernels<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, ILanes<TLanes, T>
{
    private const int GroupVectors = 16;

    /// <summary>Multiplies the amplitudes of a block by phases, rotates the qubits inside a vector and then four qubits above them.</summary>
    /// <param name="scratch">The block.</param>
    /// <param name="diagonal">The phases; the factors of the rows are in the scratch.</param>
    /// <param name="patternOffset">Where in the table the rows of this block start.</param>
    /// <param name="lanes">The rotations inside a vector.</param>
    /// <param name="turn">The rotations above.</param>
    /// <param name="groups">Number of groups of sixteen vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAndTurn(BlockScratch<T> scratch, DiagonalStep<T> diagonal, int patternOffset, LaneTurns<TLanes> lanes, QuadTurn<T> turn, int groups)
    {
        const int tableRow = 1 << DiagonalStep<T>.TableBits;
        ref T re = ref scratch.Data[scratch.ReStart];
        nuint imaginary = (nuint)(scratch.ImStart - scratch.ReStart);
        ref T buffer = ref scratch.Data[scratch.BufferStart];
        ref T factors = ref MemoryMarshal.GetArrayDataReference(scratch.Factors);
        ref T table = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(diagonal.Table), patternOffset);
        ref int patterns = ref MemoryMarshal.GetReference(diagonal.Patterns);
        ref int offsets = ref MemoryMarshal.GetArrayDataReference(turn.Indices);
        ref int places = ref MemoryMarshal.GetArrayDataReference(turn.Targets);
        int laneCount = lanes.Count;
        bool isExchanged = lanes.IsExchanged;
        TLanes exchange = lanes.Exchange;
        (TLanes p0, TLanes p1, TLanes p2, TLanes p3) = (lanes.Partners[0], lanes.Partners[1], lanes.Partners[2], lanes.Partners[3]);
        (TLanes t0, TLanes t1, TLanes t2, TLanes t3) = (lanes.Tangents[0], lanes.Tangents[1], lanes.Tangents[2], lanes.Tangents[3]);
        for (int group = 0; group < groups; group++)
        {
            int first = turn.First(group);
            ref T start = ref Unsafe.Add(ref re, turn.Layout.Place(first));
            for (int i = 0; i < GroupVectors; i++)
            {
                int vector = first + Unsafe.Add(ref offsets, i);
                int row = vector >> DiagonalStep<T>.TableBits;
                nuint place = (nuint)Unsafe.Add(ref places, i);
                nuint entry = (nuint)(Unsafe.Add(ref patterns, row) + (vector & (tableRow - 1)));
                ref T factor = ref Unsafe.Add(ref factors, 2 * row);
                TLanes fRe = TLanes.Broadcast(factor);
                TLanes fIm = TLanes.Broadcast(Unsafe.Add(ref factor, 1));
                TLanes tRe = TLanes.Load(in table, entry);
                TLanes tIm = TLanes.Load(in table, entry + tableRow);
                TLanes dRe = TLanes.MultiplySubtract(tIm, fIm, TLanes.Multiply(tRe, fRe));
                TLanes dIm = TLanes.MultiplyAdd(tIm, fRe, TLanes.Multiply(tRe, fIm));
                TLanes xRe = TLanes.Load(in start, place);
                TLanes xIm = TLanes.Load(in start, place + imaginary);
                TLanes yRe = TLanes.MultiplySubtract(xIm, dIm, TLanes.Multiply(xRe, dRe));
                TLanes yIm = TLanes.MultiplyAdd(xIm, dRe, TLanes.Multiply(xRe, dIm));
                if (isExchanged)
                    (yRe, yIm) = (yRe.Permute(exchange), yIm.Permute(exchange));
                if (laneCount > 0)
                    (yRe, yIm) = (TLanes.MultiplyAdd(t0, yRe.Permute(p0), yRe), TLanes.MultiplyAdd(t0, yIm.Permute(p0), yIm));
                if (laneCount > 1)
                    (yRe, yIm) = (TLanes.MultiplyAdd(t1, yRe.Permute(p1), yRe), TLanes.MultiplyAdd(t1, yIm.Permute(p1), yIm));
                if (laneCount > 2)
                    (yRe, yIm) = (TLanes.MultiplyAdd(t2, yRe.Permute(p2), yRe), TLanes.MultiplyAdd(t2, yIm.Permute(p2), yIm));
                if (laneCount > 3)
                    (yRe, yIm) = (TLanes.MultiplyAdd(t3, yRe.Permute(p3), yRe), TLanes.MultiplyAdd(t3, yIm.Permute(p3), yIm));
                yRe.Store(ref buffer, (nuint)(i * TLanes.Count));
                yIm.Store(ref buffer, (nuint)((i + GroupVectors) * TLanes.Count));
            }

            Turn(ref buffer, turn.BufferSources, ref start, turn);
            Turn(ref Unsafe.Add(ref buffer, GroupVectors * TLanes.Count), turn.BufferSources, ref Unsafe.Add(ref start, imaginary), turn);
        }
    }

    /// <summary>Rotates four qubits above those inside a vector, in the order given.</summary>
    /// <param name="data">Real or imaginary parts of a block.</param>
    /// <param name="turn">The rotations.</param>
    /// <param name="groups">Number of groups of sixteen vectors.</param>
    public static void Turn(ref T data, QuadTurn<T> turn, int groups)
    {
        for (int group = 0; group < groups; group++)
        {
            ref T start = ref Unsafe.Add(ref data, turn.Layout.Place(turn.First(group)));
            Turn(ref start, turn.Sources, ref start, turn);
        }
    }

    // One group of sixteen vectors: all are read before any is written.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(ref T source, int[] sources, ref T start, QuadTurn<T> turn)
    {
        ref int from = ref MemoryMarshal.GetArrayDataReference(sources);
        ref int to = ref MemoryMarshal.GetArrayDataReference(turn.Targets);
        ref T tangent = ref MemoryMarshal.GetArrayDataReference(turn.Tangents);
        TLanes t0 = TLanes.Broadcast(tangent);
        TLanes t1 = TLanes.Broadcast(Unsafe.Add(ref tangent, 1));
        TLanes t2 = TLanes.Broadcast(Unsafe.Add(ref tangent, 2));
        TLanes t3 = TLanes.Broadcast(Unsafe.Add(ref tangent, 3));
        TLanes n0 = TLanes.Broadcast(Unsafe.Add(ref tangent, 4));
        TLanes n1 = TLanes.Broadcast(Unsafe.Add(ref tangent, 5));
        TLanes n2 = TLanes.Broadcast(Unsafe.Add(ref tangent, 6));
        TLanes n3 = TLanes.Broadcast(Unsafe.Add(ref tangent, 7));
        TLanes v0 = TLanes.Load(in source, (nuint)from);
        TLanes v1 = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 1));
        TLanes v2 = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 2));
        TLanes v3 = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 3));
        TLanes v4 = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 4));
        TLanes v5 = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 5));
        TLanes v6 = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 6));
        TLanes v7 = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 7));
        TLanes v8 = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 8));
        TLanes v9 = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 9));
        TLanes va = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 10));
        TLanes vb = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 11));
        TLanes vc = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 12));
        TLanes vd = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 13));
        TLanes ve = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 14));
        TLanes vf = TLanes.Load(in source, (nuint)Unsafe.Add(ref from, 15));
        (v0, v1) = (TLanes.MultiplyAdd(n0, v1, v0), TLanes.MultiplyAdd(t0, v0, v1));
        (v2, v3) = (TLanes.MultiplyAdd(n0, v3, v2), TLanes.MultiplyAdd(t0, v2, v3));
        (v4, v5) = (TLanes.MultiplyAdd(n0, v5, v4), TLanes.MultiplyAdd(t0, v4, v5));
        (v6, v7) = (TLanes.MultiplyAdd(n0, v7, v6), TLanes.MultiplyAdd(t0, v6, v7));
        (v8, v9) = (TLanes.MultiplyAdd(n0, v9, v8), TLanes.MultiplyAdd(t0, v8, v9));
        (va, vb) = (TLanes.MultiplyAdd(n0, vb, va), TLanes.MultiplyAdd(t0, va, vb));
        (vc, vd) = (TLanes.MultiplyAdd(n0, vd, vc), TLanes.MultiplyAdd(t0, vc, vd));
        (ve, vf) = (TLanes.MultiplyAdd(n0, vf, ve), TLanes.MultiplyAdd(t0, ve, vf));
        (v0, v2) = (TLanes.MultiplyAdd(n1, v2, v0), TLanes.MultiplyAdd(t1, v0, v2));
        (v1, v3) = (TLanes.MultiplyAdd(n1, v3, v1), TLanes.MultiplyAdd(t1, v1, v3));
        (v4, v6) = (TLanes.MultiplyAdd(n1, v6, v4), TLanes.MultiplyAdd(t1, v4, v6));
        (v5, v7) = (TLanes.MultiplyAdd(n1, v7, v5), TLanes.MultiplyAdd(t1, v5, v7));
        (v8, va) = (TLanes.MultiplyAdd(n1, va, v8), TLanes.MultiplyAdd(t1, v8, va));
        (v9, vb) = (TLanes.MultiplyAdd(n1, vb, v9), TLanes.MultiplyAdd(t1, v9, vb));
        (vc, ve) = (TLanes.MultiplyAdd(n1, ve, vc), TLanes.MultiplyAdd(t1, vc, ve));
        (vd, vf) = (TLanes.MultiplyAdd(n1, vf, vd), TLanes.MultiplyAdd(t1, vd, vf));
        (v0, v4) = (TLanes.MultiplyAdd(n2, v4, v0), TLanes.MultiplyAdd(t2, v0, v4));
        (v1, v5) = (TLanes.MultiplyAdd(n2, v5, v1), TLanes.MultiplyAdd(t2, v1, v5));
        (v2, v6) = (TLanes.MultiplyAdd(n2, v6, v2), TLanes.MultiplyAdd(t2, v2, v6));
        (v3, v7) = (TLanes.MultiplyAdd(n2, v7, v3), TLanes.MultiplyAdd(t2, v3, v7));
        (v8, vc) = (TLanes.MultiplyAdd(n2, vc, v8), TLanes.MultiplyAdd(t2, v8, vc));
        (v9, vd) = (TLanes.MultiplyAdd(n2, vd, v9), TLanes.MultiplyAdd(t2, v9, vd));
        (va, ve) = (TLanes.MultiplyAdd(n2, ve, va), TLanes.MultiplyAdd(t2, va, ve));
        (vb, vf) = (TLanes.MultiplyAdd(n2, vf, vb), TLanes.MultiplyAdd(t2, vb, vf));
        TLanes.MultiplyAdd(n3, v8, v0).Store(ref start, (nuint)to);
        TLanes.MultiplyAdd(t3, v0, v8).Store(ref start, (nuint)Unsafe.Add(ref to, 8));
        TLanes.MultiplyAdd(n3, v9, v1).Store(ref start, (nuint)Unsafe.Add(ref to, 1));
        TLanes.MultiplyAdd(t3, v1, v9).Store(ref start, (nuint)Unsafe.Add(ref to, 9));
        TLanes.MultiplyAdd(n3, va, v2).Store(ref start, (nuint)Unsafe.Add(ref to, 2));
        TLanes.MultiplyAdd(t3, v2, va).Store(ref start, (nuint)Unsafe.Add(ref to, 10));
        TLanes.MultiplyAdd(n3, vb, v3).Store(ref start, (nuint)Unsafe.Add(ref to, 3));
        TLanes.MultiplyAdd(t3, v3, vb).Store(ref start, (nuint)Unsafe.Add(ref to, 11));
        TLanes.MultiplyAdd(n3, vc, v4).Store(ref start, (nuint)Unsafe.Add(ref to, 4));
        TLanes.MultiplyAdd(t3, v4, vc).Store(ref start, (nuint)Unsafe.Add(ref to, 12));
        TLanes.MultiplyAdd(n3, vd, v5).Store(ref start, (nuint)Unsafe.Add(ref to, 5));
        TLanes.MultiplyAdd(t3, v5, vd).Store(ref start, (nuint)Unsafe.Add(ref to, 13));
        TLanes.MultiplyAdd(n3, ve, v6).Store(ref start, (nuint)Unsafe.Add(ref to, 6));
        TLanes.MultiplyAdd(t3, v6, ve).Store(ref start, (nuint)Unsafe.Add(ref to, 14));
        TLanes.MultiplyAdd(n3, vf, v7).Store(ref start, (nuint)Unsafe.Add(ref to, 7));
        TLanes.MultiplyAdd(t3, v7, vf).Store(ref start, (nuint)Unsafe.Add(ref to, 15));
    }
}
