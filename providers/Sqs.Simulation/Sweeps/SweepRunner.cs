using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.Sweeps;

/// <summary>Runs operations of the rotation form on a wide state, with vectors of the widest kind the hardware has and on several threads.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal static class SweepRunner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fewest qubits of a state that sweeps take.</summary>
    public const int SmallestWidth = 10;

    // A block of real and imaginary parts fills about half of a second-level cache.
    private static readonly int BlockBits = typeof(T) == typeof(float) ? 16 : 15;

    // Below this many qubits a pass takes less time than starting threads.
    private const int ThreadedWidth = 14;

    /// <summary>Runs.</summary>
    /// <param name="buffer">The amplitudes.</param>
    /// <param name="width">Number of qubits of the state, at least <see cref="SmallestWidth"/>.</param>
    /// <param name="operations">Operations on positions.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="cancellation">Stops within a block.</param>
    public static void Run(AmplitudeBuffer<T> buffer, int width, IReadOnlyList<SweepOperation> operations, int threads, CancellationToken cancellation)
    {
        if (Avx512F.IsSupported)
            Run<Lanes512<T>>(buffer, width, operations, threads, cancellation);
        else if (Vector256.IsHardwareAccelerated)
            Run<Lanes256<T>>(buffer, width, operations, threads, cancellation);
        else
            Run<Lanes128<T>>(buffer, width, operations, threads, cancellation);
    }

    private static void Run<TLanes>(AmplitudeBuffer<T> buffer, int width, IReadOnlyList<SweepOperation> operations, int threads, CancellationToken cancellation)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        // The size of blocks depends on the width alone, never on the number of threads, and so do the bits.
        int blockBits = width < ThreadedWidth ? width : Math.Min(BlockBits, width - 2);
        foreach (SweepPass pass in SweepPlanner.Plan(operations, width, blockBits, cancellation))
            Run(new BlockProgram<T, TLanes>(pass), buffer, width, blockBits, threads, cancellation);
    }

    private static void Run<TLanes>(BlockProgram<T, TLanes> program, AmplitudeBuffer<T> buffer, int width, int blockBits, int threads, CancellationToken cancellation)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (threads == 1 || width < ThreadedWidth)
        {
            BlockScratch<T> scratch = BlockProgram<T, TLanes>.CreateScratch(blockBits);
            for (int block = 0; block < program.Blocks; block++)
            {
                cancellation.ThrowIfCancellationRequested();
                program.Run(buffer.Re, buffer.Im, block, scratch);
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, program.Blocks, options, () => BlockProgram<T, TLanes>.CreateScratch(blockBits), (block, _, scratch) =>
        {
            program.Run(buffer.Re, buffer.Im, block, scratch);
            return scratch;
        }, static _ => { });
    }
}
