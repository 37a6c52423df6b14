using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning.Rules;
using Sqs.Simulation.Random;

namespace Sqs.RuleExample;

/// <summary>The rule of <see cref="SpsaRuleOptions"/> at work: a loss of spike rates, measured on both sides of the present values.</summary>
/// <param name="context">What it trains.</param>
/// <param name="options">Settings.</param>
public sealed class SpsaRule(LearningContext context, SpsaRuleOptions options) : ILearningRule
{
    private const ulong Stream = 0x5053_5341;

    private readonly NetworkLayout _layout = context.Network.Layout;
    private readonly BoundNetwork _moved = new(context.Network.Layout);
    private readonly NetworkTrains _trains = new(context.Network.Layout, context.BatchSize, options.Shots);

    /// <inheritdoc/>
    public async Task<BatchOutcome> LearnAsync(LearningBatch batch, double[] gradient, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(gradient);
        _trains.SetInputs(batch.Encoded, batch.Count);
        double[] signs = new double[gradient.Length];
        double[] values = context.Network.Parameters.ToArray();
        double[] update = new double[gradient.Length];
        (double Loss, int Correct) last = default;
        for (int direction = 0; direction < options.Directions; direction++)
        {
            ulong stream = CounterRandom.Combine(CounterRandom.Combine(Stream, (ulong)batch.Epoch), CounterRandom.Combine((ulong)batch.Samples[0], (ulong)direction));
            for (int i = 0; i < signs.Length; i++)
                signs[i] = CounterRandom.Uniform(context.Seed, stream, (ulong)i) < 0.5 ? options.Distance : -options.Distance;
            (double plus, _) = await LossAsync(batch, values, signs, 1, cancellation).ConfigureAwait(false);
            last = await LossAsync(batch, values, signs, -1, cancellation).ConfigureAwait(false);
            for (int i = 0; i < update.Length; i++)
                update[i] += (plus - last.Loss) / (2 * signs[i] * options.Directions);
        }

        update.CopyTo(gradient, 0);
        long bits = (long)batch.Count * options.Shots * _layout.Graph.Steps * _layout.OutputSize;
        return new BatchOutcome(last.Loss, last.Correct, 0, bits);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double[]> Save() => new Dictionary<string, double[]>();

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, double[]> memory)
    {
        // Directions are addressed by seed, epoch and samples.
    }

    // Mean of the squared distance of output rates from the code of the class, and right answers.
    private async Task<(double Loss, int Correct)> LossAsync(LearningBatch batch, double[] values, double[] signs, int side, CancellationToken cancellation)
    {
        _moved.Bind([.. values.Zip(signs, (v, s) => v + (side * s))]);
        var request = new SamplingRequest
        {
            Samples = batch.Count,
            Seed = context.Seed,
            SampleLabels = [.. batch.Samples.Select(s => CounterRandom.Combine((ulong)batch.Epoch, (ulong)s))],
            Threads = context.Threads,
        };
        await context.Sampler.SampleAsync(_moved, _trains, request, cancellation).ConfigureAwait(false);
        int output = _layout.Outputs[0];
        double loss = 0;
        int correct = 0;
        for (int sample = 0; sample < batch.Count; sample++)
        {
            double[] rates = [.. Enumerable.Range(0, context.Data.ClassCount).Select(neuron => Rate(output, sample, neuron))];
            loss += rates.Select((rate, label) => Math.Pow(rate - (label == batch.Labels[sample] ? 1 : 0), 2)).Sum() / batch.Count;
            correct += Array.IndexOf(rates, rates.Max()) == batch.Labels[sample] ? 1 : 0;
        }

        return (loss, correct);
    }

    private double Rate(int output, int sample, int neuron)
    {
        int steps = _layout.Graph.Steps;
        int from = context.Data.AnswerFrom;
        int spikes = 0;
        for (int shot = 0; shot < options.Shots; shot++)
        {
            for (int step = from; step < steps; step++)
                spikes += _trains.Populations[output].Spike((sample * options.Shots) + shot, step, neuron) != 0 ? 1 : 0;
        }

        return (double)spikes / (options.Shots * (steps - from));
    }
}
