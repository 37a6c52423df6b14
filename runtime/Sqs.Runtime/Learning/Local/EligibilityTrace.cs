using System.Numerics.Tensors;
using Sqs.Runtime.Execution;

namespace Sqs.Runtime.Learning.Local;

/// <summary>
/// What each step's log-probability of a hidden population owes to every current and parameter before it; the eligibilities of weights follow from the
/// presynaptic spikes. One derivative by the current a neuron and pair of steps serves all its incoming weights.
/// </summary>
internal sealed class EligibilityTrace(PopulationLayout population, int steps)
{
    private readonly double[] _currents = new double[steps * steps * population.Width];
    private readonly double[] _parameters = new double[steps * population.Population.Parameters.Count];
    private readonly double[] _eligibility = new double[population.BlockLength];
    private readonly double[] _square = new double[population.BlockLength];

    private int CurrentLength => steps * population.Width;

    private int ParameterLength => population.Population.Parameters.Count;

    /// <summary>The gradient of a step's log-probability by the currents of all steps.</summary>
    /// <param name="step">The step.</param>
    /// <returns><c>[step * width + current]</c>; what lies behind the step is not used.</returns>
    public Span<double> Currents(int step) => _currents.AsSpan(step * CurrentLength, CurrentLength);

    /// <summary>The gradient of a step's log-probability by a neuron's parameters.</summary>
    /// <param name="step">The step.</param>
    /// <param name="neuron">The neuron.</param>
    /// <returns>One number a parameter.</returns>
    public Span<double> Parameters(int step, int neuron) =>
        _parameters.AsSpan((step * ParameterLength) + (neuron * population.ParametersPerNeuron), population.ParametersPerNeuron);

    /// <summary>Replaces each step's gradient g by <c>e = kappa e_before + (1 - kappa) g</c>.</summary>
    /// <param name="kappa">Share of the past.</param>
    public void Smooth(double kappa)
    {
        for (int step = 0; step < steps; step++)
        {
            Span<double> currents = Currents(step)[..((step + 1) * population.Width)];
            Span<double> parameters = _parameters.AsSpan(step * ParameterLength, ParameterLength);
            TensorPrimitives.Multiply(currents, 1 - kappa, currents);
            TensorPrimitives.Multiply(parameters, 1 - kappa, parameters);
            if (step == 0)
                continue;
            ReadOnlySpan<double> before = Currents(step - 1)[..(step * population.Width)];
            TensorPrimitives.MultiplyAdd(before, kappa, currents[..before.Length], currents[..before.Length]);
            TensorPrimitives.MultiplyAdd(_parameters.AsSpan((step - 1) * ParameterLength, ParameterLength), kappa, parameters, parameters);
        }
    }

    /// <summary>Adds signal times eligibility, and what the baselines need, to the sums.</summary>
    /// <param name="sums">Added to.</param>
    /// <param name="trains">The spikes.</param>
    /// <param name="train">Index of the shot's train.</param>
    /// <param name="signals">One a step.</param>
    /// <param name="weight">Weight of the shot.</param>
    public void AddTo(GradientAccumulator sums, NetworkTrains trains, int train, ReadOnlySpan<double> signals, double weight)
    {
        Span<double> gradient = sums.Gradient.AsSpan(population.BlockOffset, population.BlockLength);
        Span<double> eligibilities = sums.Eligibility.AsSpan(population.BlockOffset, population.BlockLength);
        Span<double> squares = sums.Squares.AsSpan(population.BlockOffset, population.BlockLength);
        Span<double> signalSquares = sums.SignalSquares.AsSpan(population.BlockOffset, population.BlockLength);
        for (int step = 0; step < steps; step++)
        {
            Array.Clear(_eligibility);
            LocalWorker.AddBlock(population, trains, train, step + 1, Currents(step), _eligibility);
            _parameters.AsSpan(step * ParameterLength, ParameterLength).CopyTo(_eligibility.AsSpan(population.AngleOffset - population.BlockOffset));
            TensorPrimitives.MultiplyAdd(_eligibility, weight * signals[step], gradient, gradient);
            TensorPrimitives.MultiplyAdd(_eligibility, weight, eligibilities, eligibilities);
            TensorPrimitives.Multiply<double>(_eligibility, _eligibility, _square);
            TensorPrimitives.MultiplyAdd(_square, weight, squares, squares);
            TensorPrimitives.MultiplyAdd(_square, weight * signals[step], signalSquares, signalSquares);
        }
    }
}
