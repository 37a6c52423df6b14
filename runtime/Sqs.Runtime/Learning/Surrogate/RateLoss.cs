using Sqs.Runtime.Execution;

namespace Sqs.Runtime.Learning.Surrogate;

/// <summary>Cross-entropy of the softmax of <c>scale * spike count / steps</c>, and its gradient by every output spike.</summary>
/// <param name="targets">The code of the outputs.</param>
/// <param name="classes">Number of classes.</param>
/// <param name="steps">Number of answering steps.</param>
/// <param name="scale">Scale of the logits.</param>
internal sealed class RateLoss(TargetCode targets, int classes, int steps, double scale)
{
    private readonly int[] _counts = new int[classes];
    private readonly double[] _shares = new double[classes];
    private float[] _gradient = [];

    /// <summary>Measures a batch, one shot a sample.</summary>
    /// <param name="trains">The spikes.</param>
    /// <param name="labels">The classes, one a sample.</param>
    /// <returns>The mean loss; and its gradient by an output spike, <c>[sample][neuron]</c>, the same at every answering step. Valid until the next call.</returns>
    public (double Loss, float[] Gradient) Measure(NetworkTrains trains, ReadOnlySpan<int> labels)
    {
        if (_gradient.Length < labels.Length * classes)
            _gradient = new float[labels.Length * classes];
        double factor = scale / steps;
        double total = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            targets.Count(trains, sample, _counts);
            int most = _counts.Max();
            double sum = 0;
            for (int i = 0; i < classes; i++)
                sum += _shares[i] = Math.Exp(factor * (_counts[i] - most));
            total -= (factor * (_counts[labels[sample]] - most)) - Math.Log(sum);
            for (int i = 0; i < classes; i++)
            {
                double slope = (_shares[i] / sum) - (i == labels[sample] ? 1 : 0);
                _gradient[(sample * classes) + i] = (float)(slope * factor / labels.Length);
            }
        }

        return (total / labels.Length, _gradient);
    }
}
