namespace Sqs.Benchmarks.Workloads;

/// <summary>Watches the managed heap and remembers the most it held above a start.</summary>
internal sealed class PeakMemory : IDisposable
{
    private const int IntervalMilliseconds = 2;

    private readonly long _start;
    private readonly Timer _timer;
    private long _peak;

    /// <summary>Starts watching.</summary>
    /// <param name="start">Bytes held before.</param>
    public PeakMemory(long start)
    {
        _start = start;
        _timer = new Timer(_ => Look(), null, 0, IntervalMilliseconds);
    }

    /// <summary>The most megabytes held above the start, garbage not yet collected included.</summary>
    public double Megabytes
    {
        get
        {
            Look();
            return Math.Max(0, Interlocked.Read(ref _peak)) / 1e6;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long held = GC.GetTotalMemory(forceFullCollection: false) - _start;
        long peak = Interlocked.Read(ref _peak);
        while (held > peak && Interlocked.CompareExchange(ref _peak, held, peak) != peak)
            peak = Interlocked.Read(ref _peak);
    }
}
