using System.Diagnostics;

namespace Sqs.Simulation.Execution;

/// <summary>Adds up the progress of all parameter sets and reports it some times a second. Thread safe.</summary>
/// <param name="receiver">Receives reports; may be null.</param>
/// <param name="sets">Number of parameter sets.</param>
/// <param name="shots">Shots a set.</param>
internal sealed class ProgressMeter(IProgress<SimulationProgress>? receiver, int sets, long shots)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Stopwatch _sinceReport = Stopwatch.StartNew();
    private double _done;
    private int _setsDone;

    /// <summary>Goes on.</summary>
    /// <param name="share">Newly done, in sets.</param>
    public void Advance(double share)
    {
        if (receiver is null)
            return;
        lock (_lock)
        {
            _done += share;
            if (_sinceReport.Elapsed >= Interval)
                Report();
        }
    }

    /// <summary>Ends a set.</summary>
    public void EndSet()
    {
        if (receiver is null)
            return;
        lock (_lock)
        {
            _setsDone++;
            Report();
        }
    }

    private void Report()
    {
        _sinceReport.Restart();
        double done = Math.Clamp(_done, _setsDone, sets);
        receiver!.Report(new SimulationProgress(_setsDone, sets, (long)(done * shots), sets * shots));
    }
}
