using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Learning.Tess;

/// <summary>The rule of <see cref="TessRuleOptions"/> in a training run.</summary>
internal sealed class TessLearning : ILearningRule
{
    private readonly LearningContext _context;
    private readonly TessRuleOptions _options;
    private readonly BatchedNetwork _network;
    private readonly NetworkTrains _trains;
    private readonly FreeShotCount _count;
    private readonly float[][] _projections;
    private readonly float[][] _signals;
    private readonly int _classes;
    private readonly int _answerFrom;
    private readonly int _firstOutput;

    public TessLearning(LearningContext context, TessRuleOptions options)
    {
        NetworkLayout layout = context.Network.Layout;
        _context = context;
        _options = options;
        _network = new BatchedNetwork(layout);
        _trains = new NetworkTrains(layout, context.BatchSize, 1);
        _classes = context.Data.ClassCount;
        _answerFrom = context.Data.AnswerFrom;
        _firstOutput = layout.Outputs[0];
        _count = new FreeShotCount(layout, new TargetCode(layout, _answerFrom), _classes, context.Seed);
        _signals = [.. layout.Populations.Select(p => new float[context.BatchSize * layout.Graph.Steps * p.Size])];
        _projections = [.. layout.Populations.Select(p => Projection(p, layout))];
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
        double loss = 0;
        foreach (PopulationLayout population in _context.Network.Layout.Populations)
        {
            double own = Signals(population, batch.Labels);
            loss = population.Index == _firstOutput ? own : loss;
        }

        var settings = new BackwardSettings(_options.Shape, [], _answerFrom) { LayerGradients = _signals, TraceDecay = (float)_options.TraceDecay };
        _network.Backward(_trains, request, settings, gradient, cancellation);
        return Task.FromResult(_count.Of(_trains, batch.Labels, request.SampleLabels, loss));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double[]> Save() => new Dictionary<string, double[]>();

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, double[]> memory)
    {
        // There is no memory: spikes and projections are addressed by the seed.
    }

    // Outputs stand for their classes; the signs of other layers are fixed by the seed.
    private float[] Projection(PopulationLayout population, NetworkLayout layout)
    {
        var projection = new float[_classes * population.Size];
        int first = 0;
        foreach (int output in layout.Outputs)
        {
            if (output == population.Index)
            {
                for (int neuron = 0; neuron < population.Size; neuron++)
                    projection[((first + neuron) * population.Size) + neuron] = 1;
                return projection;
            }

            first += layout.Populations[output].Size;
        }

        ulong stream = RandomStreams.For(RandomStreams.Projection, (ulong)population.Index);
        float scale = 1 / MathF.Sqrt(population.Size);
        for (int i = 0; i < projection.Length; i++)
            projection[i] = CounterRandom.Uniform(_context.Seed, stream, (ulong)i) < 0.5 ? scale : -scale;
        return projection;
    }

    // The gradient of the cross-entropy of each answering step by the layer's spikes of that step; the mean loss.
    private double Signals(PopulationLayout population, int[] labels)
    {
        int steps = _context.Network.Layout.Graph.Steps;
        float[] signals = _signals[population.Index];
        ReadOnlySpan<float> projection = _projections[population.Index];
        SpikeTensor tensor = _trains.Populations[population.Index];
        Span<double> shares = stackalloc double[_classes];
        double answers = (double)labels.Length * (steps - _answerFrom);
        double loss = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            for (int step = 0; step < steps; step++)
            {
                Span<float> own = signals.AsSpan(((sample * steps) + step) * population.Size, population.Size);
                own.Clear();
                if (step < _answerFrom)
                    continue;
                loss += Softmax(projection, tensor, sample, step, labels[sample], shares) / answers;
                for (int label = 0; label < _classes; label++)
                {
                    var error = (float)((shares[label] - (label == labels[sample] ? 1 : 0)) * _options.LogitScale / answers);
                    ReadOnlySpan<float> row = projection.Slice(label * population.Size, population.Size);
                    for (int neuron = 0; neuron < own.Length; neuron++)
                        own[neuron] += error * row[neuron];
                }
            }
        }

        return loss;
    }

    private double Softmax(ReadOnlySpan<float> projection, SpikeTensor tensor, int sample, int step, int target, Span<double> shares)
    {
        int size = tensor.Lines;
        double most = double.MinValue;
        for (int label = 0; label < shares.Length; label++)
        {
            double sum = 0;
            for (int neuron = 0; neuron < size; neuron++)
                sum += tensor.Spike(sample, step, neuron) != 0 ? projection[(label * size) + neuron] : 0;
            shares[label] = _options.LogitScale * sum;
            most = Math.Max(most, shares[label]);
        }

        double total = 0;
        foreach (ref double share in shares)
            total += share = Math.Exp(share - most);
        foreach (ref double share in shares)
            share /= total;
        return -Math.Log(Math.Max(shares[target], double.Epsilon));
    }
}
