namespace Sqs.Runtime.Learning.Rules;

/// <summary>
/// A learning rule at work in one run: it turns batches into gradients. The order of samples, the optimizer, checkpoints and metrics are the trainer's. The result may
/// depend on seed, epoch and samples alone, never on the number of threads.
/// </summary>
public interface ILearningRule
{
    /// <summary>Estimates the gradient of the mean loss of a batch at the network's present values.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="gradient">Takes the gradient, one number a parameter of the layout.</param>
    /// <param name="cancellation">Stops the work and leaves the rule as it was.</param>
    /// <returns>What was seen on the way.</returns>
    Task<BatchOutcome> LearnAsync(LearningBatch batch, double[] gradient, CancellationToken cancellation);

    /// <summary>Sets parameters outright when an epoch is complete, for rules that solve for them. By default nothing is set.</summary>
    /// <param name="parameters">The parameters; those that are solved for are replaced.</param>
    /// <returns>Whether something was set.</returns>
    bool Assign(Span<double> parameters) => false;

    /// <summary>The rule's own memory, for a checkpoint.</summary>
    /// <returns>Copies, by name; empty where it has none.</returns>
    IReadOnlyDictionary<string, double[]> Save();

    /// <summary>Takes back what <see cref="Save"/> gave.</summary>
    /// <param name="memory">The memory.</param>
    void Restore(IReadOnlyDictionary<string, double[]> memory);
}
