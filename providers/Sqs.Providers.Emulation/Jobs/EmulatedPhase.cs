namespace Sqs.Providers.Emulation.Jobs;

/// <summary>Course of an emulated job.</summary>
public enum EmulatedPhase
{
    /// <summary>Waits.</summary>
    Queued,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Has results.</summary>
    Completed,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Was cancelled.</summary>
    Cancelled,

    /// <summary>Was stopped for running too long.</summary>
    TooLong,
}
