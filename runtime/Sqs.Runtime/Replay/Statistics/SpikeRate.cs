namespace Sqs.Runtime.Replay.Statistics;

/// <summary>How often one bit of a register was 1: in a register of spikes, the spike rate of a neuron at a step.</summary>
/// <param name="Bit">Index of the bit in its register.</param>
/// <param name="Recorded">Share of the recorded shots.</param>
/// <param name="Replayed">Share of the replayed shots.</param>
/// <param name="StandardError">Standard error of the difference where both rates are the pooled one; 0 where the bit never changed.</param>
public readonly record struct SpikeRate(int Bit, double Recorded, double Replayed, double StandardError)
{
    /// <summary>The difference in standard errors, positive where more spikes were recorded.</summary>
    public double Deviation => StandardError == 0 ? 0 : (Recorded - Replayed) / StandardError;
}
