using System.Numerics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning.Checkpoints;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Learning.Local;
using Sqs.Runtime.Learning.Optimizers;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Learning;

/// <summary>Everything a training run holds while it goes on.</summary>
internal sealed class TrainingRun
{
    private readonly NetworkLayout _layout;
    private readonly int[] _hidden;

    public TrainingRun(NetworkGraph graph, Dataset data, TrainingOptions options)
    {
        _layout = new NetworkLayout(graph);
        Data = data;
        Options = options;
        Network = new BoundNetwork(_layout);
        Parameters = _layout.Read();
        Gradient = new double[_layout.ParameterCount];
        Optimizer = new Optimizer(options.Optimizer, Rates(_layout, options));
        Rule = new LocalRule(_layout, options.Rule);
        Targets = new TargetCode(_layout, data.AnswerFrom);
        Outputs = _layout.Outputs.ToHashSet();
        int batch = Math.Min(options.BatchSize, data.Train.Count);
        Encoded = new SpikeTensor(batch, data.Steps, data.Lines);
        Trains = new NetworkTrains(_layout, batch, options.Rule.Shots);
        Free = new NetworkTrains(_layout, batch, 1);
        Identity = RunIdentity.Of(graph, data.Spec, options);
        int[] all = [.. Enumerable.Range(0, _layout.Populations.Length)];
        int[] hidden = [.. all.Where(p => !Outputs.Contains(p))];
        _hidden = hidden.Length == 0 ? all : hidden;
    }

    public Dataset Data { get; }

    public TrainingOptions Options { get; }

    public BoundNetwork Network { get; }

    public double[] Parameters { get; }

    public double[] Gradient { get; }

    public Optimizer Optimizer { get; }

    public LocalRule Rule { get; }

    public TargetCode Targets { get; }

    public HashSet<int> Outputs { get; }

    public SpikeTensor Encoded { get; }

    public NetworkTrains Trains { get; }

    public NetworkTrains Free { get; }

    public RunIdentity Identity { get; }

    public TrainingState State { get; private set; } = new();

    public int[] EpochOrder()
    {
        int[] order = [.. Enumerable.Range(0, Data.Train.Count)];
        var random = new RandomSequence(Options.Seed, RandomStreams.For(RandomStreams.Order, (ulong)State.Epoch));
        random.Shuffle(order.AsSpan());
        return order;
    }

    public void CountBatch(int samples, int[] labels, double loss, IReadOnlyList<ulong> ties)
    {
        State.Samples += samples;
        State.Loss += loss * samples;
        for (int i = 0; i < samples; i++)
            State.Correct += Evaluator.Answer(Targets, Free, i, Data.ClassCount, Options.Seed, ties[i]) == labels[i] ? 1 : 0;
        foreach (int population in _hidden)
        {
            SpikeTensor tensor = Free.Populations[population];
            for (int sample = 0; sample < samples; sample++)
            {
                foreach (ulong word in tensor.Train(sample))
                    State.Spikes += BitOperations.PopCount(word);
            }

            State.Bits += (long)samples * tensor.Steps * tensor.Lines * tensor.Channels;
        }
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
        (State.RuleBatches, State.RuleSquares, State.RuleSignalSquares, State.RuleStepMeans) = Rule.Save();
        return State;
    }

    public void Restore(TrainingState state)
    {
        State = state;
        state.Parameters.CopyTo(Parameters, 0);
        Network.Bind(Parameters);
        Optimizer.Restore(state.OptimizerUpdates, state.OptimizerFirst, state.OptimizerSecond);
        Rule.Restore(state.RuleBatches, state.RuleSquares, state.RuleSignalSquares, state.RuleStepMeans);
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
