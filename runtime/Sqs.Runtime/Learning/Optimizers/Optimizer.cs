using System.Numerics.Tensors;

namespace Sqs.Runtime.Learning.Optimizers;

/// <summary>Turns gradients into updates. Its memory is part of a checkpoint.</summary>
public sealed class Optimizer
{
    private readonly OptimizerOptions _options;
    private readonly double[] _rates;
    private readonly double[] _first;
    private readonly double[] _second;

    /// <summary>Creates an optimizer at rest.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="rates">Learning rate of each parameter; 0 keeps it as it is.</param>
    public Optimizer(OptimizerOptions options, double[] rates)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rates);
        _options = options;
        _rates = rates;
        _first = new double[rates.Length];
        _second = new double[options.Kind == OptimizerKind.Adam ? rates.Length : 0];
    }

    /// <summary>Number of updates so far.</summary>
    public int Updates { get; private set; }

    /// <summary>The optimizer's memory: means of gradients, then of their squares where it keeps those.</summary>
    /// <returns>Copies.</returns>
    public (int Updates, double[] First, double[] Second) Save() => (Updates, [.. _first], [.. _second]);

    /// <summary>Takes back what <see cref="Save"/> gave.</summary>
    /// <param name="updates">Number of updates.</param>
    /// <param name="first">Means of gradients.</param>
    /// <param name="second">Means of squared gradients.</param>
    public void Restore(int updates, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Updates = updates;
        first.CopyTo(_first);
        second.CopyTo(_second);
    }

    /// <summary>Updates parameters.</summary>
    /// <param name="gradient">Gradient of the loss; scaled in place when it is too long.</param>
    /// <param name="parameters">Changed in place.</param>
    /// <returns>The norm of the gradient as it came.</returns>
    public double Step(Span<double> gradient, Span<double> parameters)
    {
        // What is frozen does not count for the norm.
        for (int i = 0; i < gradient.Length; i++)
        {
            if (_rates[i] == 0)
                gradient[i] = 0;
        }

        double norm = TensorPrimitives.Norm<double>(gradient);
        if (norm > _options.ClipNorm)
            TensorPrimitives.Multiply(gradient, _options.ClipNorm / norm, gradient);
        Updates++;
        if (_options.Kind == OptimizerKind.Adam)
            StepAdam(gradient, parameters);
        else
            StepSgd(gradient, parameters);
        return norm;
    }

    private void StepAdam(ReadOnlySpan<double> gradient, Span<double> parameters)
    {
        double firstScale = 1 / (1 - Math.Pow(_options.Beta1, Updates));
        double secondScale = 1 / (1 - Math.Pow(_options.Beta2, Updates));
        for (int i = 0; i < gradient.Length; i++)
        {
            double g = gradient[i];
            _first[i] = (_options.Beta1 * _first[i]) + ((1 - _options.Beta1) * g);
            _second[i] = (_options.Beta2 * _second[i]) + ((1 - _options.Beta2) * g * g);
            parameters[i] -= _rates[i] * _first[i] * firstScale / (Math.Sqrt(_second[i] * secondScale) + _options.Epsilon);
        }
    }

    private void StepSgd(ReadOnlySpan<double> gradient, Span<double> parameters)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            _first[i] = (_options.Momentum * _first[i]) + gradient[i];
            parameters[i] -= _rates[i] * _first[i];
        }
    }
}
