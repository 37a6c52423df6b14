using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Targets.Jobs;

/// <summary>One job.</summary>
/// <param name="Parts">What it holds, in the order of the programs.</param>
/// <param name="Shots">Shots of every program in it: services want one number a job.</param>
/// <param name="Load">What it takes of each limit.</param>
public sealed record PlannedJob(EquatableArray<JobPart> Parts, long Shots, JobLoad Load);
