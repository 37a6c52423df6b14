namespace Sqs.Simulation.Execution;

/// <summary>One outcome of a random event that some of a branch's shots take.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Probability">Its probability, given the branch.</param>
/// <param name="Shots">Shots that take it; 0 in exact runs.</param>
internal readonly record struct Choice(long Outcome, double Probability, int Shots);
