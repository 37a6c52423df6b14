namespace Sqs.Runtime.Learning.Local;

/// <summary>How the parallel shots of a sample are used.</summary>
public enum ShotCombination
{
    /// <summary>Each counts alike: the gradient of the expected loss.</summary>
    Average,

    /// <summary>
    /// Each counts by the likelihood it gives to the targets, normalised over the shots: the gradient of the log of the mean likelihood, a tighter bound
    /// (Jang and Simeone, "Multi-sample online learning for probabilistic spiking neural networks", arXiv 2007.11894).
    /// </summary>
    Importance,
}
