using Sqs.Compiler.Neurons;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning.Optimizers;
using Sqs.Runtime.Learning.Rules;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Learning.Surrogate;

/// <summary>Surrogate gradients in a training run: one shot forward, its loss and accuracy, and the way back.</summary>
internal sealed class SurrogateLearning : ILearningRule
{
    private const string ScaleKey = "logit_scale";

    private readonly LearningContext _context;
    private readonly SurrogateRuleOptions _options;
    private readonly BatchedNetwork _network;
    private readonly BatchedLayer? _readout;
    private readonly NetworkTrains _trains;
    private readonly RateLoss _loss;
    private readonly FreeShotCount _count;
    private readonly Optimizer _scaleOptimizer;
    private readonly double[] _scale;

    public SurrogateLearning(LearningContext context, SurrogateRuleOptions options)
    {
        NetworkLayout layout = context.Network.Layout;
        _context = context;
        _options = options;
        _network = new BatchedNetwork(layout);
        _readout = layout.Populations[layout.Outputs[0]].Population.Neuron is WinnerNeuron ? _network.Layers[layout.Outputs[0]] : null;
        _trains = new NetworkTrains(layout, context.BatchSize, 1);
        var targets = new TargetCode(layout, context.Data.AnswerFrom);
        _loss = new RateLoss(targets, context.Data.ClassCount, layout.Graph.Steps - context.Data.AnswerFrom, layout.Populations[layout.Outputs[0]].Channels);
        _count = new FreeShotCount(layout, targets, context.Data.ClassCount, context.Seed);
        _scale = [Math.Log(options.LogitScale)];
        _scaleOptimizer = new Optimizer(new OptimizerOptions(), [options.LogitScaleRate]);
    }

    /// <summary>The scale of the logits, which is learned by its logarithm so that it stays positive.</summary>
    public double LogitScale => Math.Exp(_scale[0]);

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
        double scale = LogitScale;
        (double loss, float[] byOutputs) = _readout is null ? _loss.Measure(_trains, batch.Labels, scale) : _loss.Measure(_readout, batch.Labels);
        var settings = new BackwardSettings(_options.Shape, byOutputs, _context.Data.AnswerFrom);
        _network.Backward(_trains, request, settings, gradient, cancellation);

        // Behind everything that may be cancelled, so that a batch is learned from once.
        if (_options.LogitScaleRate > 0)
            _scaleOptimizer.Step([_loss.ScaleGradient * scale], _scale);
        return Task.FromResult(_count.Of(_trains, batch.Labels, request.SampleLabels, loss));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double[]> Save()
    {
        if (_options.LogitScaleRate == 0)
            return new Dictionary<string, double[]>();
        (int updates, double[] first, double[] second) = _scaleOptimizer.Save();
        return new Dictionary<string, double[]> { [ScaleKey] = [_scale[0], updates, first[0], second[0]] };
    }

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, double[]> memory)
    {
        // Spikes need no memory: they are addressed by seed, epoch and sample.
        if (!memory.TryGetValue(ScaleKey, out double[]? saved))
            return;
        _scale[0] = saved[0];
        _scaleOptimizer.Restore((int)saved[1], saved.AsSpan(2, 1), saved.AsSpan(3, 1));
    }
}
