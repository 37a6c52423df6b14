namespace Sqs.Simulation;

/// <summary>How far a simulation is.</summary>
/// <param name="SetsDone">Parameter sets that are finished.</param>
/// <param name="Sets">Parameter sets in all.</param>
/// <param name="ShotsDone">Shots that are finished over all sets; for exact runs the probability covered times the shots asked for.</param>
/// <param name="Shots">Shots in all.</param>
public readonly record struct SimulationProgress(int SetsDone, int Sets, long ShotsDone, long Shots);
