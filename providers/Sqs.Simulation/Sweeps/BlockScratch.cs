using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sqs.Simulation.Sweeps;

/// <summary>The working memory of one thread of a sweep: a block of amplitudes that starts at a cache line, and the factors of its rows.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal sealed class BlockScratch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int CacheLine = 64;

    // Sixteen of the widest vectors of real parts and as many of imaginary parts.
    private const int BufferLines = 32;

    /// <summary>Allocates.</summary>
    /// <param name="length">Numbers of the real parts of a block, gaps included; a multiple of a cache line.</param>
    /// <param name="rows">Rows of a block.</param>
    public BlockScratch(int length, int rows)
    {
        // Pinned arrays never move, so that the alignment lasts.
        Data = GC.AllocateUninitializedArray<T>((2 * length) + ((BufferLines + 1) * CacheLine / Unsafe.SizeOf<T>()), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(Data, 0);
        ReStart = (int)((CacheLine - (address % CacheLine)) % CacheLine) / Unsafe.SizeOf<T>();
        ImStart = ReStart + length;
        BufferStart = ImStart + length;
        Work = new Complex[rows];
        Factors = new T[2 * rows];
    }

    /// <summary>Real and imaginary parts.</summary>
    public T[] Data { get; }

    /// <summary>Where the real parts start.</summary>
    public int ReStart { get; }

    /// <summary>Where the imaginary parts start.</summary>
    public int ImStart { get; }

    /// <summary>Room for one number a row.</summary>
    public Complex[] Work { get; }

    /// <summary>Where the room for a group of vectors starts.</summary>
    public int BufferStart { get; }

    /// <summary>Factors of the rows, real and imaginary parts in turn.</summary>
    public T[] Factors { get; }
}
