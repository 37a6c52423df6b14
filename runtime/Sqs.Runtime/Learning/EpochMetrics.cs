namespace Sqs.Runtime.Learning;

/// <summary>What an epoch was like.</summary>
/// <param name="Epoch">Epoch, from 1.</param>
/// <param name="Loss">Mean loss of the training samples, each before its update.</param>
/// <param name="Accuracy">Single-shot accuracy on them, likewise.</param>
/// <param name="SpikeRate">Share of hidden bits that are spikes; that of all populations where none is hidden.</param>
/// <param name="ValidationAccuracy">Single-shot accuracy on the validation samples after the epoch; null where there are none.</param>
/// <param name="Seconds">Time the epoch took, validation apart; over all sittings when it was interrupted.</param>
public sealed record EpochMetrics(int Epoch, double Loss, double Accuracy, double SpikeRate, double? ValidationAccuracy, double Seconds);
