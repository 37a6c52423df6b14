namespace Sqs.Runtime.Learning;

/// <summary>Where a training run is, after a batch.</summary>
/// <param name="Epoch">Epoch, from 1.</param>
/// <param name="Epochs">Number of epochs.</param>
/// <param name="Batch">Batch in the epoch, from 1.</param>
/// <param name="Batches">Batches an epoch.</param>
/// <param name="Loss">Mean loss of the epoch so far.</param>
/// <param name="Accuracy">Single-shot accuracy of the epoch so far, on training samples before their update.</param>
/// <param name="SpikeRate">Share of hidden bits that are spikes in the epoch so far; that of all populations where none is hidden.</param>
/// <param name="GradientNorm">Norm of the batch's gradient.</param>
/// <param name="Elapsed">Time since the run, or its resumption, began.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, double Loss, double Accuracy, double SpikeRate, double GradientNorm, TimeSpan Elapsed);
