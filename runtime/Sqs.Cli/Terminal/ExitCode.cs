namespace Sqs.Cli.Terminal;

/// <summary>Exit codes of the command.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Bad input, a failed job, or a comparison that found differences.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A provider or the network failed.</summary>
    public const int Provider = 3;

    /// <summary>The time to wait was up and the job goes on; it has not failed.</summary>
    public const int StillRunning = 4;

    /// <summary>Interrupted by the user.</summary>
    public const int Interrupted = 130;
}
