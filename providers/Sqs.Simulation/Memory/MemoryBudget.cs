using System.Numerics;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Simulation.Memory;

/// <summary>Counts the bytes a simulation holds and refuses what goes beyond its limit before it is allocated. Thread safe.</summary>
internal sealed class MemoryBudget
{
    private const double DefaultShare = 0.8;

    private long _held;
    private long _peak;

    /// <summary>Creates a budget.</summary>
    /// <param name="limit">Most bytes; 0 means 80 % of the memory of the machine.</param>
    public MemoryBudget(long limit) =>
        Limit = limit > 0 ? limit : (long)(DefaultShare * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Most bytes that may be held.</summary>
    public long Limit { get; }

    /// <summary>Bytes held now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Most bytes held at once so far.</summary>
    public long Peak => Interlocked.Read(ref _peak);

    /// <summary>Says that a state is wider than the engine addresses.</summary>
    /// <param name="qubits">Its qubits.</param>
    /// <param name="widest">Most qubits of a state.</param>
    /// <param name="numberBytes">Bytes of a real number.</param>
    /// <returns>The diagnostic, with the bytes of both.</returns>
    public static Diagnostic TooWide(int qubits, int widest, int numberBytes) => SimulationDiagnostics.StateTooWide.At(
        SourceSpan.None, qubits, 2 * numberBytes * BigInteger.Pow(2, qubits), widest, 2 * numberBytes * BigInteger.Pow(2, widest));

    /// <summary>Takes bytes from the budget for a state.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="qubits">Qubits of the state, for the message.</param>
    /// <exception cref="DiagnosticException">The limit would be passed.</exception>
    public void ReserveState(long bytes, int qubits)
    {
        if (!TryReserve(bytes))
            throw new DiagnosticException(SimulationDiagnostics.StateTooLarge.At(SourceSpan.None, qubits, bytes, Held, Limit));
    }

    /// <summary>Refuses a state that will not fit, without taking anything.</summary>
    /// <param name="qubits">Its qubits.</param>
    /// <param name="numberBytes">Bytes of a real number.</param>
    /// <param name="widest">Most qubits of a state.</param>
    /// <exception cref="DiagnosticException">It is too wide or would pass the limit.</exception>
    public void CheckState(int qubits, int numberBytes, int widest)
    {
        if (qubits > widest)
            throw new DiagnosticException(TooWide(qubits, widest, numberBytes));
        long bytes = (2L << qubits) * numberBytes;
        if (Held + bytes > Limit)
            throw new DiagnosticException(SimulationDiagnostics.StateTooLarge.At(SourceSpan.None, qubits, bytes, Held, Limit));
    }

    /// <summary>Takes bytes from the budget for results.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="what">What they hold, for the message.</param>
    /// <exception cref="DiagnosticException">The limit would be passed.</exception>
    public void ReserveRecords(BigInteger bytes, string what)
    {
        if (bytes > Limit || !TryReserve((long)bytes))
            throw new DiagnosticException(SimulationDiagnostics.RecordsTooLarge.At(SourceSpan.None, what, bytes, Held, Limit));
    }

    /// <summary>Refuses results that will not fit, without taking anything.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="what">What they hold, for the message.</param>
    /// <exception cref="DiagnosticException">The limit would be passed.</exception>
    public void Check(BigInteger bytes, string what)
    {
        if (Held + bytes > Limit)
            throw new DiagnosticException(SimulationDiagnostics.RecordsTooLarge.At(SourceSpan.None, what, bytes, Held, Limit));
    }

    /// <summary>Gives bytes back.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Release(long bytes) => Interlocked.Add(ref _held, -bytes);

    private bool TryReserve(long bytes)
    {
        long held = Interlocked.Add(ref _held, bytes);
        if (held > Limit)
        {
            Interlocked.Add(ref _held, -bytes);
            return false;
        }

        long peak = Interlocked.Read(ref _peak);
        while (held > peak)
        {
            long seen = Interlocked.CompareExchange(ref _peak, held, peak);
            if (seen == peak)
                break;
            peak = seen;
        }

        return true;
    }
}
