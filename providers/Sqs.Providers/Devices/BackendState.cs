namespace Sqs.Providers.Devices;

/// <summary>Whether a backend takes jobs.</summary>
public enum BackendState
{
    /// <summary>It takes and runs jobs.</summary>
    Online,

    /// <summary>It takes jobs and runs them later.</summary>
    Paused,

    /// <summary>It takes no jobs.</summary>
    Offline,
}
