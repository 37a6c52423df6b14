using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning.Rules;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Learning.Local;

/// <summary>The local rule in a training run: it lets the network spike with clamped outputs, learns from that, and measures accuracy on shots with free outputs.</summary>
internal sealed class LocalLearning : ILearningRule
{
    private const int FreeLabel = 1;
    private const string BatchesKey = "batches";
    private const string SquaresKey = "squares";
    private const string SignalSquaresKey = "signal_squares";
    private const string StepMeansKey = "step_means";

    private readonly LearningContext _context;
    private readonly LocalRule _rule;
    private readonly NetworkTrains _trains;
    private readonly NetworkTrains _free;
    private readonly TargetCode _targets;
    private readonly HashSet<int> _outputs;
    private readonly FreeShotCount _count;

    public LocalLearning(LearningContext context, LocalRuleOptions options)
    {
        NetworkLayout layout = context.Network.Layout;
        _context = context;
        _rule = new LocalRule(layout, options);
        _trains = new NetworkTrains(layout, context.BatchSize, options.Shots);
        _free = new NetworkTrains(layout, context.BatchSize, 1);
        _targets = new TargetCode(layout, context.Data.AnswerFrom);
        _outputs = layout.Outputs.ToHashSet();
        _count = new FreeShotCount(layout, _targets, context.Data.ClassCount, context.Seed);
    }

    /// <inheritdoc/>
    public async Task<BatchOutcome> LearnAsync(LearningBatch batch, double[] gradient, CancellationToken cancellation)
    {
        _trains.SetInputs(batch.Encoded, batch.Count);
        _free.SetInputs(batch.Encoded, batch.Count);
        _targets.Clamp(_trains, batch.Labels);
        ulong epoch = (ulong)batch.Epoch;
        var request = new SamplingRequest
        {
            Samples = batch.Count,
            Seed = _context.Seed,
            SampleLabels = Array.ConvertAll(batch.Samples, s => CounterRandom.Combine(epoch, (ulong)s)),
            Threads = _context.Threads,
            Clamped = _outputs,
        };
        await _context.Sampler.SampleAsync(_context.Network, _trains, request, cancellation).ConfigureAwait(false);

        // Accuracy needs outputs that are free, which feeds back into the hidden spikes of recurrent networks: so it is a shot of its own.
        SamplingRequest free = request with
        {
            Clamped = new HashSet<int>(),
            SampleLabels = Array.ConvertAll(batch.Samples, s => RandomStreams.For(FreeLabel, epoch, (ulong)s)),
        };
        await _context.Sampler.SampleAsync(_context.Network, _free, free, cancellation).ConfigureAwait(false);
        double loss = _rule.Gradient(_context.Network, _trains, batch.Count, gradient, _context.Threads, cancellation);
        return _count.Of(_free, batch.Labels, free.SampleLabels, loss);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double[]> Save()
    {
        (int batches, double[] squares, double[] signalSquares, double[] stepMeans) = _rule.Save();
        return new Dictionary<string, double[]>
        {
            [BatchesKey] = [batches],
            [SquaresKey] = squares,
            [SignalSquaresKey] = signalSquares,
            [StepMeansKey] = stepMeans,
        };
    }

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, double[]> memory) =>
        _rule.Restore((int)memory[BatchesKey][0], memory[SquaresKey], memory[SignalSquaresKey], memory[StepMeansKey]);
}
