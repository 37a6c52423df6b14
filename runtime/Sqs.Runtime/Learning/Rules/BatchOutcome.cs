namespace Sqs.Runtime.Learning.Rules;

/// <summary>What a rule saw on a batch, all with the parameters from before the update.</summary>
/// <param name="Loss">Mean loss of the samples.</param>
/// <param name="Correct">Samples that one shot with free outputs recognised.</param>
/// <param name="Spikes">Hidden bits of those shots that are spikes; bits of all populations where none is hidden.</param>
/// <param name="Bits">Number of those bits.</param>
public readonly record struct BatchOutcome(double Loss, int Correct, long Spikes, long Bits);
