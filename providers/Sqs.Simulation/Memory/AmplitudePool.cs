using System.Numerics;
using System.Runtime.CompilerServices;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Simulation.Memory;

/// <summary>Lends buffers of amplitudes and takes them back for the next factor. One a worker; not thread safe.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="budget">Counts the bytes of all workers.</param>
/// <param name="threads">Threads that may work on one wide state.</param>
/// <param name="cancellation">Stops work on wide states.</param>
internal sealed class AmplitudePool<T>(MemoryBudget budget, int threads, CancellationToken cancellation) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Most qubits of one buffer: an array holds at most 2^31 elements.</summary>
    public const int MaximumWidth = 29;

    // Buffers above this width are given back at once: there are few of them and they are large.
    private const int LargestKeptWidth = 16;
    private const int MostKept = 64;

    private readonly Stack<T[]>[] _free = [.. Enumerable.Range(0, LargestKeptWidth + 1).Select(static _ => new Stack<T[]>())];

    /// <summary>Threads that may work on one wide state.</summary>
    public int Threads => threads;

    /// <summary>Stops work on wide states.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Buffers lent and not yet returned.</summary>
    public int Lent { get; private set; }

    /// <summary>Lends a buffer for the amplitudes of a number of qubits: real parts first, then imaginary parts. Its content is undefined.</summary>
    /// <param name="qubits">Number of qubits n.</param>
    /// <returns>An array of 2 * 2^n numbers.</returns>
    public T[] Rent(int qubits)
    {
        T[]? buffer = null;
        if (qubits > MaximumWidth)
            throw new DiagnosticException(SimulationDiagnostics.StateTooWide.At(SourceSpan.None, qubits, MaximumWidth));
        if (qubits > LargestKeptWidth || !_free[qubits].TryPop(out buffer))
        {
            budget.ReserveState(Bytes(qubits), qubits);
            try
            {
                buffer = GC.AllocateUninitializedArray<T>(2 << qubits);
            }
            catch (Exception)
            {
                budget.Release(Bytes(qubits));
                throw;
            }
        }

        Lent++;
        return buffer!;
    }

    /// <summary>Takes a buffer back.</summary>
    /// <param name="buffer">A buffer of this pool.</param>
    /// <param name="qubits">The number of qubits it was lent for.</param>
    public void Return(T[] buffer, int qubits)
    {
        Lent--;
        if (qubits <= LargestKeptWidth && _free[qubits].Count < MostKept)
            _free[qubits].Push(buffer);
        else
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
