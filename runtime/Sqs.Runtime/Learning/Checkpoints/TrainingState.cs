namespace Sqs.Runtime.Learning.Checkpoints;

/// <summary>The state of a training run: what a checkpoint holds.</summary>
internal sealed class TrainingState
{
    public RunIdentity? Identity { get; set; }

    /// <summary>Epochs finished.</summary>
    public int Epoch { get; set; }

    /// <summary>Batches finished in the epoch at work.</summary>
    public int Batch { get; set; }

    public int Samples { get; set; }

    public double Loss { get; set; }

    public int Correct { get; set; }

    public long Spikes { get; set; }

    public long Bits { get; set; }

    public double Seconds { get; set; }

    public double[] Parameters { get; set; } = [];

    public int OptimizerUpdates { get; set; }

    public double[] OptimizerFirst { get; set; } = [];

    public double[] OptimizerSecond { get; set; } = [];

    public Dictionary<string, double[]> Rule { get; set; } = [];

    public double[]? Best { get; set; }

    public int BestEpoch { get; set; }

    public double BestAccuracy { get; set; }

    public List<EpochMetrics> Metrics { get; set; } = [];

    public void StartEpoch(int epoch)
    {
        Epoch = epoch;
        Batch = 0;
        Samples = 0;
        Loss = 0;
        Correct = 0;
        Spikes = 0;
        Bits = 0;
        Seconds = 0;
    }
}
