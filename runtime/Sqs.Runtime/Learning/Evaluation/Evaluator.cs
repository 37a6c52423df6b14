using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Learning.Evaluation;

/// <summary>
/// Measures a network on a part of a dataset. The answer is the output neuron with most spikes from the first answering step on, added up over the shots; ties are
/// decided by a fair draw that depends on seed, part and sample alone.
/// </summary>
/// <param name="sampler">What lets the network spike.</param>
/// <param name="measuresLoss">Whether the loss of clamped targets is measured too; it takes neurons with a likelihood and a sampler that clamps.</param>
public sealed class Evaluator(ISpikeSampler sampler, bool measuresLoss = true)
{
    /// <summary>The most samples that are sampled at once; on a device, the most whose circuits go together.</summary>
    public const int BatchSize = 256;

    /// <summary>Measures.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data; they fit the network, see <see cref="DataFit"/>.</param>
    /// <param name="part">The part, with at least one sample.</param>
    /// <param name="shots">Shots a sample; 1 for single-shot accuracy.</param>
    /// <param name="seed">Seed of the spikes.</param>
    /// <param name="threads">Most threads to use; changes no bit of the result.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The measurement.</returns>
    public async Task<EvaluationResult> EvaluateAsync(
        BoundNetwork network, Dataset data, DataPart part, int shots, ulong seed, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        SampleSet samples = data.Part(part);
        NetworkLayout layout = network.Layout;
        int size = Math.Min(BatchSize, samples.Count);
        var encoded = new SpikeTensor(size, data.Steps, data.Lines);
        var trains = new NetworkTrains(layout, size, shots);
        ClampedLoss? clamped = measuresLoss ? new ClampedLoss(network, sampler, size, data.AnswerFrom) : null;
        var targets = new TargetCode(layout, data.AnswerFrom);
        int[][] confusion = [.. Enumerable.Range(0, data.ClassCount).Select(_ => new int[data.ClassCount])];
        int[] answers = new int[samples.Count];
        int correct = 0;
        double loss = 0;
        for (int first = 0; first < samples.Count; first += size)
        {
            int count = Math.Min(size, samples.Count - first);
            int[] indices = [.. Enumerable.Range(first, count)];
            data.Encode(part, indices, 0, encoded);
            trains.SetInputs(encoded, count);
            var request = new SamplingRequest
            {
                Samples = count,
                Seed = seed,
                SampleLabels = [.. indices.Select(i => Label(part, i))],
                Threads = threads,
            };
            await sampler.SampleAsync(network, trains, request, cancellation).ConfigureAwait(false);
            if (clamped is not null)
                loss += count * await clamped.MeasureAsync(encoded, samples.Labels.Slice(first, count).ToArray(), request, cancellation).ConfigureAwait(false);
            for (int i = 0; i < count; i++)
            {
                int answer = answers[first + i] = Answer(targets, trains, i, data.ClassCount, seed, Label(part, first + i));
                int label = samples.Labels[first + i];
                confusion[label][answer]++;
                correct += answer == label ? 1 : 0;
            }
        }

        return new EvaluationResult(samples.Count, correct, measuresLoss ? loss / samples.Count : null, confusion) { Answers = answers };
    }

    /// <summary>The answer of a network to a sample.</summary>
    /// <param name="targets">The code of the outputs.</param>
    /// <param name="trains">The spikes.</param>
    /// <param name="sample">Index of the sample in them.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="seed">Seed of the draw among equals.</param>
    /// <param name="label">What tells this draw from others.</param>
    /// <returns>The class.</returns>
    internal static int Answer(TargetCode targets, NetworkTrains trains, int sample, int classes, ulong seed, ulong label)
    {
        Span<int> counts = classes <= 256 ? stackalloc int[classes] : new int[classes];
        targets.Count(trains, sample, counts);
        int most = 0;
        int ties = 0;
        foreach (int count in counts)
        {
            ties = count > most || ties == 0 ? 1 : ties + (count == most ? 1 : 0);
            most = Math.Max(most, count);
        }

        int pick = (int)(CounterRandom.Uniform(seed, RandomStreams.For(RandomStreams.Ties, label), 0) * ties);
        for (int i = 0; ; i++)
        {
            if (counts[i] == most && pick-- == 0)
                return i;
        }
    }

    private static ulong Label(DataPart part, int sample) => CounterRandom.Combine((ulong)part, (ulong)sample);
}
