namespace Sqs.Runtime.Jobs;

/// <summary>A job as the user asked for it; its parts are what is sent.</summary>
/// <param name="Id">Our identifier.</param>
/// <param name="Name">A name for people.</param>
/// <param name="Backend">Specification of the backend.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="Circuits">Number of circuits.</param>
/// <param name="Snapshot">Digest of the stored device snapshot.</param>
public sealed record JobRecord(string Id, string Name, string Backend, DateTimeOffset CreatedAt, int Circuits, string Snapshot)
{
    /// <summary>The project where none is named.</summary>
    public const string DefaultProject = "default";

    /// <summary>Whose job it is, and whose budget pays.</summary>
    public string Project { get; init; } = DefaultProject;

    /// <summary>Who asked for it; work is shared fairly between users.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Jobs of a higher priority are sent first.</summary>
    public int Priority { get; init; }

    /// <summary>Host of the service it is sent to; null for this machine.</summary>
    public string? Host { get; init; }

    /// <summary>Digest of the stored circuits as they were asked for; null for jobs of versions that did not keep them.</summary>
    public string? Request { get; init; }

    /// <summary>Whether the provider only checks and costs it, so that there are no results.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Seed of simulators and of drawing counts from probabilities.</summary>
    public ulong Seed { get; init; }
}
