using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;

namespace Sqs.Runtime.Learning.Surrogate;

/// <summary>
/// Cross-entropy of the softmax of logits, and its gradient by every output spike. Logits are <c>scale * spike count / steps</c>, spikes of several bits counted by their share of set bits, or the mean currents of outputs that
/// pick a winner.
/// </summary>
/// <param name="targets">The code of the outputs.</param>
/// <param name="classes">Number of classes.</param>
/// <param name="steps">Number of answering steps.</param>
/// <param name="channels">Bits of an output spike.</param>
internal sealed class RateLoss(TargetCode targets, int classes, int steps, int channels = 1)
{
    private readonly int[] _counts = new int[classes];
    private readonly double[] _rates = new double[classes];
    private readonly double[] _shares = new double[classes];
    private float[] _gradient = [];

    /// <summary>The derivative of the last loss by the scale.</summary>
    public double ScaleGradient { get; private set; }

    /// <summary>Measures a batch by spike rates, one shot a sample.</summary>
    /// <param name="trains">The spikes.</param>
    /// <param name="labels">The classes, one a sample.</param>
    /// <param name="scale">Scale of the logits.</param>
    /// <returns>The mean loss; and its gradient by an output spike, <c>[sample][neuron]</c>, the same at every answering step. Valid until the next call.</returns>
    public (double Loss, float[] Gradient) Measure(NetworkTrains trains, ReadOnlySpan<int> labels, double scale)
    {
        double total = Start(labels.Length);
        for (int sample = 0; sample < labels.Length; sample++)
        {
            targets.Count(trains, sample, _counts);
            for (int i = 0; i < classes; i++)
                _rates[i] = (double)_counts[i] / (steps * channels);
            total += Add(sample, labels, scale);
        }

        return (total / labels.Length, _gradient);
    }

    /// <summary>Measures a batch by the currents of the output layer.</summary>
    /// <param name="output">The only output layer, of one tile, after a forward run.</param>
    /// <param name="labels">The classes, one a sample.</param>
    /// <returns>The mean loss; and its gradient by an output current. Valid until the next call.</returns>
    public (double Loss, float[] Gradient) Measure(BatchedLayer output, ReadOnlySpan<int> labels)
    {
        double total = Start(labels.Length);
        int width = output.Tiles.Width;
        int all = targets.AnswerFrom + steps;
        ReadOnlySpan<float> currents = output.Currents(0, labels.Length * all);
        for (int sample = 0; sample < labels.Length; sample++)
        {
            for (int i = 0; i < classes; i++)
            {
                double sum = 0;
                for (int step = targets.AnswerFrom; step < all; step++)
                    sum += currents[(((sample * all) + step) * width) + i];
                _rates[i] = sum / steps;
            }

            total += Add(sample, labels, 1);
        }

        return (total / labels.Length, _gradient);
    }

    private double Start(int samples)
    {
        if (_gradient.Length < samples * classes)
            _gradient = new float[samples * classes];
        ScaleGradient = 0;
        return 0;
    }

    // The loss of one sample with the logits scale * rate.
    private double Add(int sample, ReadOnlySpan<int> labels, double scale)
    {
        int label = labels[sample];
        double most = _rates.Max();
        double sum = 0;
        for (int i = 0; i < classes; i++)
            sum += _shares[i] = Math.Exp(scale * (_rates[i] - most));
        for (int i = 0; i < classes; i++)
        {
            double slope = ((_shares[i] / sum) - (i == label ? 1 : 0)) / labels.Length;
            ScaleGradient += slope * _rates[i];
            _gradient[(sample * classes) + i] = (float)(slope * scale / (steps * channels));
        }

        return Math.Log(sum) - (scale * (_rates[label] - most));
    }
}
