namespace Sqs.Runtime.Execution;

/// <summary>Trainable numbers that belong together in the flat parameter vector of a network.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Owner">Name of the synapse bundle or the population.</param>
/// <param name="Population">Index of the population they act on.</param>
/// <param name="Offset">First index.</param>
/// <param name="Length">How many.</param>
public sealed record ParameterSegment(ParameterKind Kind, string Owner, int Population, int Offset, int Length);
