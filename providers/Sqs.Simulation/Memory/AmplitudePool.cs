using System.Numerics;
using System.Runtime.CompilerServices;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Simulation.Memory;

/// <summary>
/// Lends buffers for amplitudes and takes them back, so that small states cost no allocation. Every buffer counts in the budget, lent or kept.
/// Thread safe.
/// </summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="budget">Counts the bytes.</param>
/// <param name="threads">Threads that may work on one wide state.</param>
/// <param name="cancellation">Stops work on wide states.</param>
internal sealed class AmplitudePool<T>(MemoryBudget budget, int threads, CancellationToken cancellation) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Buffers above this width are given back at once: there are few of them and they are large.
    private const int LargestKeptWidth = 16;
    private const int MostKept = 64;

    private readonly Stack<AmplitudeBuffer<T>>[] _free = [.. Enumerable.Range(0, LargestKeptWidth + 1).Select(static _ => new Stack<AmplitudeBuffer<T>>())];
    private readonly Lock _lock = new();

    /// <summary>Most qubits of one buffer: each part is one array, whose length is a power of two below <see cref="Array.MaxLength"/>.</summary>
    public static int MaximumWidth { get; } = BitOperations.Log2((uint)Array.MaxLength);

    /// <summary>Threads that may work on one wide state.</summary>
    public int Threads => threads;

    /// <summary>Stops work on wide states.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Buffers lent and not yet returned: 0 once every state is disposed, however the run has ended.</summary>
    public int Lent { get; private set; }

    /// <summary>Lends a buffer for the amplitudes of a number of qubits. Its content is undefined.</summary>
    /// <param name="qubits">Number of qubits n.</param>
    /// <returns>Two arrays of 2^n numbers.</returns>
    public AmplitudeBuffer<T> Rent(int qubits)
    {
        if (qubits > MaximumWidth)
            throw new DiagnosticException(MemoryBudget.TooWide(qubits, MaximumWidth, Unsafe.SizeOf<T>()));
        lock (_lock)
        {
            if (qubits <= LargestKeptWidth && _free[qubits].TryPop(out AmplitudeBuffer<T> kept))
            {
                Lent++;
                return kept;
            }
        }

        budget.ReserveState(Bytes(qubits), qubits);
        try
        {
            var buffer = new AmplitudeBuffer<T>(GC.AllocateUninitializedArray<T>(1 << qubits), GC.AllocateUninitializedArray<T>(1 << qubits));
            lock (_lock)
                Lent++;
            return buffer;
        }
        catch (OutOfMemoryException)
        {
            budget.Release(Bytes(qubits));
            throw;
        }
    }

    /// <summary>Takes a buffer back.</summary>
    /// <param name="buffer">A buffer of this pool.</param>
    /// <param name="qubits">The number of qubits it was lent for.</param>
    public void Return(AmplitudeBuffer<T> buffer, int qubits)
    {
        lock (_lock)
        {
            Lent--;
            if (qubits <= LargestKeptWidth && _free[qubits].Count < MostKept)
            {
                _free[qubits].Push(buffer);
                return;
            }
        }

        budget.Release(Bytes(qubits));
    }

    /// <summary>Gives the kept buffers back to the budget.</summary>
    public void Dispose()
    {
        for (int qubits = 0; qubits < _free.Length; qubits++)
        {
            budget.Release(_free[qubits].Count * Bytes(qubits));
            _free[qubits].Clear();
        }
    }

    private static long Bytes(int qubits) => (2L << qubits) * Unsafe.SizeOf<T>();
}
