using System.Numerics;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Learning;

/// <summary>Counts what shots with free outputs show: right answers and spikes of hidden populations.</summary>
internal sealed class FreeShotCount
{
    private readonly TargetCode _targets;
    private readonly int _classes;
    private readonly ulong _seed;
    private readonly int[] _hidden;

    public FreeShotCount(NetworkLayout layout, TargetCode targets, int classes, ulong seed)
    {
        _targets = targets;
        _classes = classes;
        _seed = seed;
        int[] all = [.. Enumerable.Range(0, layout.Populations.Length)];
        int[] hidden = [.. all.Where(p => !layout.Outputs.Contains(p))];
        _hidden = hidden.Length == 0 ? all : hidden;
    }

    /// <summary>Counts.</summary>
    /// <param name="trains">The spikes, one shot a sample.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="ties">What tells the draws among equal answers apart, one a sample.</param>
    /// <param name="loss">Mean loss of the samples.</param>
    /// <returns>The outcome.</returns>
    public BatchOutcome Of(NetworkTrains trains, ReadOnlySpan<int> labels, IReadOnlyList<ulong> ties, double loss)
    {
        int correct = 0;
        long spikes = 0;
        long bits = 0;
        for (int i = 0; i < labels.Length; i++)
            correct += Evaluator.Answer(_targets, trains, i, _classes, _seed, ties[i]) == labels[i] ? 1 : 0;
        foreach (int population in _hidden)
        {
            SpikeTensor tensor = trains.Populations[population];
            for (int sample = 0; sample < labels.Length; sample++)
            {
                foreach (ulong word in tensor.Train(sample))
                    spikes += BitOperations.PopCount(word);
            }

            bits += (long)labels.Length * tensor.Steps * tensor.Lines * tensor.Channels;
        }

        return new BatchOutcome(loss, correct, spikes, bits);
    }
}
