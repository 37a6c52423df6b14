using Sqs.Runtime.Jobs.Store;

namespace Sqs.Runtime.Jobs;

/// <summary>Who asks for a job.</summary>
/// <param name="Project">Whose budget pays.</param>
/// <param name="User">Who asks; work is shared fairly between users.</param>
public sealed record JobOwner(string Project, string User)
{
    /// <summary>The user of a command line.</summary>
    public static JobOwner Local { get; } = new(JobRecord.DefaultProject, Environment.UserName);

    /// <summary>Jobs of a higher priority are sent first.</summary>
    public int Priority { get; init; }

    /// <summary>Marks the request, so that a repeated one makes no second job; or null.</summary>
    public IdempotencyToken? Token { get; init; }
}
