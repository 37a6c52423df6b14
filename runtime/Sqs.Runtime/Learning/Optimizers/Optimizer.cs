using System.Numerics;
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
    /// <param name="factor">What all rates are multiplied with.</param>
    /// <returns>The norm of the gradient as it came.</returns>
    public double Step(Span<double> gradient, Span<double> parameters, double factor = 1)
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
            StepAdam(gradient, parameters, factor);
        else
            StepSgd(gradient, parameters, factor);
        return norm;
    }

    // Lane by lane the operations of the loop behind, so the width of vectors changes no bit.
    private void StepAdam(ReadOnlySpan<double> gradient, Span<double> parameters, double factor)
    {
        double firstScale = factor / (1 - Math.Pow(_options.Beta1, Updates));
        double secondScale = 1 / (1 - Math.Pow(_options.Beta2, Updates));
        double firstShare = 1 - _options.Beta1;
        double secondShare = 1 - _options.Beta2;
        int i = 0;
        for (; i + Vector<double>.Count <= gradient.Length; i += Vector<double>.Count)
        {
            var g = new Vector<double>(gradient[i..]);
            Vector<double> first = (new Vector<double>(_first, i) * _options.Beta1) + (g * firstShare);
            Vector<double> second = (new Vector<double>(_second, i) * _options.Beta2) + (g * secondShare * g);
            first.CopyTo(_first, i);
            second.CopyTo(_second, i);
            Vector<double> root = Vector.SquareRoot(second * secondScale) + new Vector<double>(_options.Epsilon);
            Vector<double> change = new Vector<double>(_rates, i) * first * firstScale / root;
            (new Vector<double>(parameters[i..]) - change).CopyTo(parameters[i..]);
        }

        for (; i < gradient.Length; i++)
        {
            double g = gradient[i];
            _first[i] = (_options.Beta1 * _first[i]) + (firstShare * g);
            _second[i] = (_options.Beta2 * _second[i]) + (secondShare * g * g);
            parameters[i] -= _rates[i] * _first[i] * firstScale / (Math.Sqrt(_second[i] * secondScale) + _options.Epsilon);
        }
    }

    private void StepSgd(ReadOnlySpan<double> gradient, Span<double> parameters, double factor)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            _first[i] = (_options.Momentum * _first[i]) + gradient[i];
            parameters[i] -= _rates[i] * factor * _first[i];
        }
    }
}
