using System.Numerics.Tensors;
using Sqs.Runtime.Execution;

namespace Sqs.Runtime.Learning.Local;

/// <summary>
/// The local three-factor rule of arXiv 2506.21324 with scores computed on the host from recorded joint spike trains, so it needs no circuit beyond those that
/// gave the spikes. Output neurons are clamped to their targets: their gradient is that of <c>-sum of log p(target | past)</c> given the presynaptic spikes and
/// needs no global signal. Hidden neurons multiply the eligibility of what they did with a broadcast signal made of those losses.
/// </summary>
public sealed class LocalRule
{
    // A fixed number of partial sums, whatever the number of threads.
    private const int Parts = 8;

    private readonly NetworkLayout _layout;
    private readonly GradientAccumulator[] _parts;
    private readonly double[] _squares;
    private readonly double[] _signalSquares;
    private readonly double[] _stepMeans;
    private readonly LocalWorker?[] _workers = new LocalWorker?[Parts];

    /// <summary>Creates a rule that has seen nothing.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="options">Settings.</param>
    public LocalRule(NetworkLayout layout, LocalRuleOptions options)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(options);
        _layout = layout;
        Options = options;
        _parts = [.. Enumerable.Range(0, Parts).Select(_ => new GradientAccumulator(layout.ParameterCount, layout.Graph.Steps))];
        _squares = new double[layout.ParameterCount];
        _signalSquares = new double[layout.ParameterCount];
        _stepMeans = new double[layout.Graph.Steps];
    }

    /// <summary>The settings.</summary>
    public LocalRuleOptions Options { get; }

    /// <summary>Number of batches seen.</summary>
    public int Batches { get; private set; }

    /// <summary>The running means of the baselines.</summary>
    /// <returns>Copies: number of batches; <c>&lt;e^2&gt;</c> and <c>&lt;e^2 l&gt;</c> by parameter; mean signal by step.</returns>
    public (int Batches, double[] Squares, double[] SignalSquares, double[] StepMeans) Save() =>
        (Batches, [.. _squares], [.. _signalSquares], [.. _stepMeans]);

    /// <summary>Takes back what <see cref="Save"/> gave.</summary>
    /// <param name="batches">Number of batches.</param>
    /// <param name="squares">Running <c>&lt;e^2&gt;</c>.</param>
    /// <param name="signalSquares">Running <c>&lt;e^2 l&gt;</c>.</param>
    /// <param name="stepMeans">Running mean signal by step.</param>
    public void Restore(int batches, ReadOnlySpan<double> squares, ReadOnlySpan<double> signalSquares, ReadOnlySpan<double> stepMeans)
    {
        Batches = batches;
        squares.CopyTo(_squares);
        signalSquares.CopyTo(_signalSquares);
        stepMeans.CopyTo(_stepMeans);
    }

    /// <summary>Estimates the gradient of the mean loss of a batch.</summary>
    /// <param name="network">The network with the values that the spikes were drawn with.</param>
    /// <param name="trains">The spikes, outputs clamped to their targets.</param>
    /// <param name="samples">Number of samples in it.</param>
    /// <param name="gradient">Takes the gradient.</param>
    /// <param name="threads">Most threads to use; changes no bit of the result.</param>
    /// <param name="cancellation">Stops the work and leaves the rule as it was.</param>
    /// <returns>The mean loss of the samples.</returns>
    public double Gradient(BoundNetwork network, NetworkTrains trains, int samples, Span<double> gradient, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(trains);
        int used = Math.Min(Parts, samples);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, used, options, part =>
        {
            if (_workers[part]?.Network != network)
                _workers[part] = new LocalWorker(network, Options);
            GradientAccumulator sums = _parts[part];
            sums.Clear();
            for (int sample = samples * part / used; sample < samples * (part + 1) / used; sample++)
            {
                cancellation.ThrowIfCancellationRequested();
                _workers[part]!.Add(trains, sample, _stepMeans, sums);
            }
        });

        GradientAccumulator total = _parts[0];
        for (int part = 1; part < used; part++)
            AddTo(total, _parts[part]);
        double scale = 1.0 / samples;
        TensorPrimitives.Multiply(total.Gradient, scale, gradient);
        if (Options.Baseline == BaselineKind.PerParameter)
            SubtractBaselines(total, scale, gradient);
        UpdateMeans(total, scale);
        return total.Loss * scale;
    }

    private static void AddTo(GradientAccumulator total, GradientAccumulator part)
    {
        TensorPrimitives.Add<double>(total.Gradient, part.Gradient, total.Gradient);
        TensorPrimitives.Add<double>(total.Eligibility, part.Eligibility, total.Eligibility);
        TensorPrimitives.Add<double>(total.Squares, part.Squares, total.Squares);
        TensorPrimitives.Add<double>(total.SignalSquares, part.SignalSquares, total.SignalSquares);
        TensorPrimitives.Add<double>(total.StepSignals, part.StepSignals, total.StepSignals);
        total.Loss += part.Loss;
    }

    // With the means of earlier batches: a baseline that knew this batch's spikes would bias the gradient.
    private void SubtractBaselines(GradientAccumulator total, double scale, Span<double> gradient)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            if (_squares[i] > 0)
                gradient[i] -= _signalSquares[i] / _squares[i] * total.Eligibility[i] * scale;
        }
    }

    private void UpdateMeans(GradientAccumulator total, double scale)
    {
        Batches++;
        double rate = Batches == 1 ? 1 : Options.BaselineRate;
        for (int i = 0; i < _stepMeans.Length; i++)
            _stepMeans[i] += rate * ((total.StepSignals[i] * scale) - _stepMeans[i]);
        if (Options.Baseline != BaselineKind.PerParameter)
            return;
        for (int i = 0; i < _squares.Length; i++)
        {
            _squares[i] += rate * ((total.Squares[i] * scale) - _squares[i]);
            _signalSquares[i] += rate * ((total.SignalSquares[i] * scale) - _signalSquares[i]);
        }
    }
}
