namespace Sqs.Simulation.Execution;

/// <summary>What the executors of a run have in common.</summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="IsExact">Whether every outcome is followed with its weight and nothing is drawn.</param>
/// <param name="IsTrajectory">Whether every shot runs alone.</param>
/// <param name="LoopLimit">Most loop iterations of a shot.</param>
/// <param name="StateThreads">Threads that may work on one wide state.</param>
internal sealed record ExecutionOptions(ulong Seed, bool IsExact, bool IsTrajectory, long LoopLimit, int StateThreads);
