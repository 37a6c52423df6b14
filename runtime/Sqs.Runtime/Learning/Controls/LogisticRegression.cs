using Sqs.Runtime.Data;
using Sqs.Runtime.Learning.Evaluation;

namespace Sqs.Runtime.Learning.Controls;

/// <summary>
/// Multinomial logistic regression on the raw numbers of the samples: the linear control beside every spiking result. The penalised likelihood is convex and is
/// maximised by Nesterov's accelerated gradient descent with a step from the spectral bound, so there is nothing to tune and nothing random.
/// </summary>
public sealed class LogisticRegression
{
    private readonly double[] _weights;
    private readonly int _features;
    private readonly int _classes;

    private LogisticRegression(double[] weights, int features, int classes)
    {
        _weights = weights;
        _features = features;
        _classes = classes;
    }

    /// <summary>Fits to the training part.</summary>
    /// <param name="data">The data.</param>
    /// <param name="penalty">Weight of half the squared norm of the coefficients, intercepts apart, against the mean log-likelihood.</param>
    /// <param name="iterations">Number of steps.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <returns>The classifier.</returns>
    public static LogisticRegression Fit(Dataset data, double penalty = 1e-3, int iterations = 500, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        SampleSet samples = data.Train;
        int width = samples.FeatureCount + 1;
        var model = new LogisticRegression(new double[width * data.ClassCount], samples.FeatureCount, data.ClassCount);
        double norm = 1;
        foreach (float value in samples.Features)
            norm += (double)value * value / samples.Count;

        // The Hessian of the softmax is at most 1/2, times the mean squared norm of a sample.
        double step = 1 / ((0.5 * norm) + penalty);
        double[] before = new double[model._weights.Length];
        double[] gradient = new double[model._weights.Length];
        for (int iteration = 1; iteration <= iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            double momentum = (iteration - 1.0) / (iteration + 2);
            for (int i = 0; i < before.Length; i++)
                (before[i], model._weights[i]) = (model._weights[i], model._weights[i] + (momentum * (model._weights[i] - before[i])));
            model.Gradient(samples, penalty, gradient);
            for (int i = 0; i < gradient.Length; i++)
                model._weights[i] -= step * gradient[i];
        }

        return model;
    }

    /// <summary>The class of a sample.</summary>
    /// <param name="sample">Its numbers.</param>
    /// <returns>The likeliest class.</returns>
    public int Predict(ReadOnlySpan<float> sample)
    {
        Span<double> logits = stackalloc double[_classes];
        Logits(sample, logits);
        int best = 0;
        for (int c = 1; c < _classes; c++)
            best = logits[c] > logits[best] ? c : best;
        return best;
    }

    /// <summary>Measures on samples.</summary>
    /// <param name="samples">The samples, at least one.</param>
    /// <returns>The measurement.</returns>
    public EvaluationResult Evaluate(SampleSet samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        int[][] confusion = [.. Enumerable.Range(0, _classes).Select(_ => new int[_classes])];
        int[] answers = new int[samples.Count];
        int correct = 0;
        for (int i = 0; i < samples.Count; i++)
        {
            int answer = answers[i] = Predict(samples.Sample(i));
            confusion[samples.Labels[i]][answer]++;
            correct += answer == samples.Labels[i] ? 1 : 0;
        }

        return new EvaluationResult(samples.Count, correct, null, confusion) { Answers = answers };
    }

    private void Logits(ReadOnlySpan<float> sample, Span<double> logits)
    {
        for (int c = 0; c < _classes; c++)
        {
            ReadOnlySpan<double> row = _weights.AsSpan(c * (_features + 1), _features + 1);
            double sum = row[_features];
            for (int i = 0; i < sample.Length; i++)
                sum += row[i] * sample[i];
            logits[c] = sum;
        }
    }

    private void Gradient(SampleSet samples, double penalty, double[] gradient)
    {
        Array.Clear(gradient);
        Span<double> logits = stackalloc double[_classes];
        for (int s = 0; s < samples.Count; s++)
        {
            ReadOnlySpan<float> sample = samples.Sample(s);
            Logits(sample, logits);
            double most = double.MinValue;
            foreach (double logit in logits)
                most = Math.Max(most, logit);
            double sum = 0;
            foreach (ref double logit in logits)
            {
                logit = Math.Exp(logit - most);
                sum += logit;
            }

            for (int c = 0; c < _classes; c++)
            {
                double error = ((logits[c] / sum) - (samples.Labels[s] == c ? 1 : 0)) / samples.Count;
                Span<double> row = gradient.AsSpan(c * (_features + 1), _features + 1);
                for (int i = 0; i < sample.Length; i++)
                    row[i] += error * sample[i];
                row[_features] += error;
            }
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            if (i % (_features + 1) != _features)
                gradient[i] += penalty * _weights[i];
        }
    }
}
