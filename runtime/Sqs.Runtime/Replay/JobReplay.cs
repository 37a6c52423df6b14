using Sqs.Runtime.Runs;
using Sqs.Simulation.Results;

namespace Sqs.Runtime.Replay;

/// <summary>A recorded job and what its replay gave.</summary>
/// <param name="Job">What was recorded.</param>
/// <param name="Result">What came out.</param>
/// <param name="Difference">The first difference, in words; null when every bit is the same.</param>
public sealed record JobReplay(RunJob Job, SimulationResult Result, string? Difference)
{
    /// <summary>Whether every bit is the same.</summary>
    public bool IsIdentical => Difference is null;
}
