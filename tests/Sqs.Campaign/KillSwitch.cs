namespace Sqs.Campaign;

/// <summary>Ends a process in its tracks: from a chosen point on nothing it does has an effect any more.</summary>
public sealed class KillSwitch(int pointsToLive)
{
    private int _left = pointsToLive;

    /// <summary>Passes a point at which the process may die.</summary>
    public void Pass()
    {
        if (Interlocked.Decrement(ref _left) < 0)
            throw new ProcessKilledException();
    }
}
