namespace Sqs.Simulation.Chains;

/// <summary>A group of shots with the same outcomes so far, on its way along a chain.</summary>
/// <param name="StateRe">Real parts of its normalised state.</param>
/// <param name="StateIm">Imaginary parts of its normalised state.</param>
/// <param name="Record">Its record so far.</param>
/// <param name="Shots">Its shots.</param>
/// <param name="Path">Random stream of its next draw.</param>
/// <param name="Segment">Index of the next segment.</param>
internal sealed record ChainBranch(double[] StateRe, double[] StateIm, ulong[] Record, int Shots, ulong Path, int Segment);
