using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning.Rules;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Learning.Surrogate;

/// <summary>Surrogate gradients in a training run: one shot forward, its loss and accuracy, and the way back.</summary>
internal sealed class SurrogateLearning : ILearningRule
{
    private readonly LearningContext _context;
    private readonly SurrogateRuleOptions _options;
    private readonly BatchedNetwork _network;
    private readonly NetworkTrains _trains;
    private readonly RateLoss _loss;
    private readonly FreeShotCount _count;

    public SurrogateLearning(LearningContext context, SurrogateRuleOptions options)
    {
        NetworkLayout layout = context.Network.Layout;
        _context = context;
        _options = options;
        _network = new BatchedNetwork(layout);
        _trains = new NetworkTrains(layout, context.BatchSize, 1);
        var targets = new TargetCode(layout, context.Data.AnswerFrom);
        _loss = new RateLoss(targets, context.Data.ClassCount, layout.Graph.Steps - context.Data.AnswerFrom, options.LogitScale);
        _count = new FreeShotCount(layout, targets, context.Data.ClassCount, context.Seed);
    }

    /// <inheritdoc/>
    public Task<BatchOutcome> LearnAsync(LearningBatch batch, double[] gradient, CancellationToken cancellation)
    {
        _network.Bind(_context.Network.Parameters);
        _trains.SetInputs(batch.Encoded, batch.Count);
        var request = new SamplingRequest
        {
            Samples = batch.Count,
            Seed = _context.Seed,
            SampleLabels = Array.ConvertAll(batch.Samples, s => CounterRandom.Combine((ulong)batch.Epoch, (ulong)s)),
            Threads = _context.Threads,
        };
        _network.Forward(_trains, request, withGradient: true, cancellation);
        (double loss, float[] byOutputs) = _loss.Measure(_trains, batch.Labels);
        var settings = new BackwardSettings(_options.Shape, byOutputs, _context.Data.AnswerFrom);
        _network.Backward(_trains, request, settings, gradient, cancellation);
        return Task.FromResult(_count.Of(_trains, batch.Labels, request.SampleLabels, loss));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double[]> Save() => new Dictionary<string, double[]>();

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, double[]> memory)
    {
        // There is no memory: spikes are addressed by seed, epoch and sample.
    }
}
