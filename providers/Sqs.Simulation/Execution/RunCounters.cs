using Sqs.Simulation.Results;

namespace Sqs.Simulation.Execution;

/// <summary>Adds up what a run does.</summary>
internal sealed class RunCounters
{
    public int Components { get; set; } = 1;

    public int MaximumWidth { get; set; }

    public long Branches { get; set; }

    public long ContractedSteps { get; set; }

    public long GatesApplied { get; set; }

    /// <summary>Adds what an executor did.</summary>
    /// <param name="executor">The executor, done.</param>
    public void Add(BranchExecutor executor)
    {
        Branches += executor.Events;
        GatesApplied += executor.GatesApplied;
        MaximumWidth = Math.Max(MaximumWidth, executor.MaximumWidth);
    }

    /// <summary>Adds what another part of the run did.</summary>
    /// <param name="other">The other counters.</param>
    public void Add(RunCounters other)
    {
        Components = Math.Max(Components, other.Components);
        MaximumWidth = Math.Max(MaximumWidth, other.MaximumWidth);
        Branches += other.Branches;
        ContractedSteps += other.ContractedSteps;
        GatesApplied += other.GatesApplied;
    }

    /// <summary>The sums as a result.</summary>
    /// <param name="peakBytes">Most bytes held at once.</param>
    /// <returns>The statistics.</returns>
    public SimulationStatistics ToStatistics(long peakBytes) => new(Components, MaximumWidth, Branches, ContractedSteps, GatesApplied, peakBytes);
}
