using System.Diagnostics;
using Sqs.Simulation;

namespace Sqs.Cli.Terminal;

/// <summary>Shows how far a simulation is: one line that is redrawn on a terminal, a plain line every few seconds elsewhere.</summary>
internal sealed class SimulationProgressLine : IProgress<SimulationProgress>
{
    private static readonly TimeSpan LiveEvery = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan PlainEvery = TimeSpan.FromSeconds(5);
    private readonly VerbContext _context;
    private readonly Lock _gate = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next;

    private SimulationProgressLine(VerbContext context)
    {
        _context = context;
        _next = TimeSpan.FromSeconds(1);
    }

    /// <summary>Progress for a verb, or none when it is quiet.</summary>
    /// <param name="context">Where to write.</param>
    /// <returns>The receiver, or null.</returns>
    public static SimulationProgressLine? For(VerbContext context) => context.IsQuiet ? null : new SimulationProgressLine(context);

    /// <inheritdoc/>
    public void Report(SimulationProgress value)
    {
        lock (_gate)
        {
            bool isDone = value.ShotsDone >= value.Shots;
            if (_clock.Elapsed < _next || (isDone && !_context.IsLive))
                return;
            _next = _clock.Elapsed + (_context.IsLive ? LiveEvery : PlainEvery);
            string text = FormattableString.Invariant($"{value.ShotsDone} of {value.Shots} shots, {_clock.Elapsed.TotalSeconds:0.0} s");
            if (_context.IsLive)
                _context.Error.Write(isDone ? "\r\u001b[K" : $"\r\u001b[K{text}");
            else
                _context.Error.WriteLine(text);
        }
    }
}
