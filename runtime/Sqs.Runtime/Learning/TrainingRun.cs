using System.Numerics.Tensors;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning.Checkpoints;
using Sqs.Runtime.Learning.Optimizers;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Learning;

/// <summary>Everything a training run holds while it goes on.</summary>
internal sealed class TrainingRun
{
    private readonly NetworkLayout _layout;

    public TrainingRun(NetworkGraph graph, Dataset data, TrainingOptions options, ISpikeSampler sampler)
    {
        _layout = new NetworkLayout(graph);
        Data = data;
        Options = options;
        Network = new BoundNetwork(_layout);
        Parameters = _layout.Read();
        Gradient = new double[_layout.ParameterCount];
        Optimizer = new Optimizer(options.Optimizer, Rates(_layout, options));
        int batch = Math.Min(options.BatchSize, data.Train.Count);
        Rule = options.Rule.Create(new LearningContext(Network, data, sampler, batch, options.Seed, options.Threads));
        Encoded = new SpikeTensor(batch, data.Steps, data.Lines);
        Identity = RunIdentity.Of(graph, data.Spec, options);
    }

    public Dataset Data { get; }

    public TrainingOptions Options { get; }

    public BoundNetwork Network { get; }

    public double[] Parameters { get; }

    public double[] Gradient { get; }

    public Optimizer Optimizer { get; }

    public ILearningRule Rule { get; }

    public SpikeTensor Encoded { get; }

    public RunIdentity Identity { get; }

    public TrainingState State { get; private set; } = new();

    public int[] EpochOrder()
    {
        int[] order = [.. Enumerable.Range(0, Data.Train.Count)];
        var random = new RandomSequence(Options.Seed, RandomStreams.For(RandomStreams.Order, (ulong)State.Epoch));
        random.Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>Moves the parameters by the gradient.</summary>
    /// <param name="factor">What the schedule multiplies rates with.</param>
    /// <returns>The norm of the gradient.</returns>
    public double Update(double factor)
    {
        double kept = 1 - (Options.Optimizer.WeightRate * factor * Options.Optimizer.WeightDecay);
        foreach (ParameterSegment segment in _layout.Segments)
        {
            if (segment.Kind == ParameterKind.Weight && kept < 1)
                TensorPrimitives.Multiply(Parameters.AsSpan(segment.Offset, segment.Length), kept, Parameters.AsSpan(segment.Offset, segment.Length));
        }

        double norm = Optimizer.Step(Gradient, Parameters, factor);
        Network.Bind(Parameters);
        return norm;
    }

    public void CountBatch(int samples, BatchOutcome outcome)
    {
        State.Samples += samples;
        State.Loss += outcome.Loss * samples;
        State.Correct += outcome.Correct;
        State.Spikes += outcome.Spikes;
        State.Bits += outcome.Bits;
    }

    public TrainingProgress Progress(int batches, double norm, TimeSpan elapsed) => new(
        State.Epoch + 1, Options.Epochs, State.Batch, batches, State.Loss / State.Samples, (double)State.Correct / State.Samples, (double)State.Spikes / State.Bits, norm, elapsed);

    public void EndEpoch(double? validation)
    {
        var metrics = new EpochMetrics(
            State.Epoch + 1, State.Loss / State.Samples, (double)State.Correct / State.Samples, (double)State.Spikes / State.Bits, validation, State.Seconds);
        State.Metrics.Add(metrics);

        // Without validation samples the last epoch is taken: nothing else may choose.
        if (validation is not { } accuracy || State.Best is null || accuracy > State.BestAccuracy)
        {
            State.Best = [.. Parameters];
            State.BestEpoch = metrics.Epoch;
            State.BestAccuracy = validation ?? 0;
        }

        State.StartEpoch(metrics.Epoch);
    }

    public TrainingState Save()
    {
        State.Identity = Identity;
        State.Parameters = [.. Parameters];
        (State.OptimizerUpdates, State.OptimizerFirst, State.OptimizerSecond) = Optimizer.Save();
        State.Rule = new Dictionary<string, double[]>(Rule.Save());
        return State;
    }

    public void Restore(TrainingState state)
    {
        State = state;
        state.Parameters.CopyTo(Parameters, 0);
        Network.Bind(Parameters);
        Optimizer.Restore(state.OptimizerUpdates, state.OptimizerFirst, state.OptimizerSecond);
        Rule.Restore(state.Rule);
    }

    public TrainingResult Result(bool isComplete) =>
        new(_layout.Write(State.Best ?? Parameters), [.. State.Metrics], State.BestEpoch, isComplete);

    private static double[] Rates(NetworkLayout layout, TrainingOptions options)
    {
        double[] rates = new double[layout.ParameterCount];
        foreach (ParameterSegment segment in layout.Segments)
        {
            double rate = segment.Kind switch
            {
                ParameterKind.Weight => options.Optimizer.WeightRate,
                ParameterKind.Bias => options.Optimizer.BiasRate,
                ParameterKind.Angle => options.Optimizer.AngleRate,
                _ => throw new InvalidOperationException($"The kind {segment.Kind} has no learning rate."),
            };
            rates.AsSpan(segment.Offset, segment.Length).Fill(rate);
            NeuronModel neuron = layout.Graph.Populations[segment.Population].Neuron;
            for (int i = 0; i < segment.Length && segment.Kind == ParameterKind.Angle; i++)
            {
                if (IsFrozen(neuron.ParameterNames[i % neuron.ParameterNames.Count], options))
                    rates[segment.Offset + i] = 0;
            }
        }

        return rates;
    }

    private static bool IsFrozen(string name, TrainingOptions options)
    {
        foreach (string pattern in options.Frozen)
        {
            if (pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern)
                return true;
        }

        return false;
    }
}
