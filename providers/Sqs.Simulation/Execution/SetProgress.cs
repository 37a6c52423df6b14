namespace Sqs.Simulation.Execution;

/// <summary>How far one parameter set is, or a part of it. Thread safe.</summary>
internal sealed class SetProgress
{
    private readonly Action<double> _advance;
    private readonly Lock _lock = new();
    private double _done;

    /// <summary>Starts a set.</summary>
    /// <param name="meter">Adds up all sets.</param>
    public SetProgress(ProgressMeter meter)
        : this(meter.Advance)
    {
    }

    private SetProgress(Action<double> advance) => _advance = advance;

    /// <summary>A part of this.</summary>
    /// <param name="share">Its share.</param>
    /// <returns>The part.</returns>
    public SetProgress Part(double share) => new(done => Advance(share * done));

    /// <summary>Goes on.</summary>
    /// <param name="share">The share of this that is newly done.</param>
    public void Advance(double share)
    {
        lock (_lock)
        {
            share = Math.Min(share, 1 - _done);
            _done += share;
        }

        _advance(share);
    }
}
