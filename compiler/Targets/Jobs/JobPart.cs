namespace Sqs.Compiler.Targets.Jobs;

/// <summary>Copies of a program in a job.</summary>
/// <param name="Program">Index of the program.</param>
/// <param name="FirstCopy">The first parameter set.</param>
/// <param name="Copies">Number of parameter sets, one after the other.</param>
/// <param name="FirstShot">The first shot of each, where shots are spread over several jobs.</param>
public sealed record JobPart(int Program, long FirstCopy, long Copies, long FirstShot);
