using System.Numerics.Tensors;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Dynamics;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Learning.Local;

/// <summary>The local rule on single samples; one a partial sum, with all the memory it needs.</summary>
internal sealed class LocalWorker
{
    private readonly LocalRuleOptions _options;
    private readonly NetworkLayout _layout;
    private readonly bool[] _isOutput;
    private readonly int _steps;
    private readonly ScoreWorkspace _workspace = new();
    private readonly double[] _losses;
    private readonly double[] _hiddenCosts;
    private readonly double[] _signals;
    private readonly double[] _shotWeights;
    private readonly double[] _stepLogs;
    private readonly double[] _stepWeights;
    private readonly int[] _spikes;
    private readonly double[] _currents;
    private readonly double[] _hiddenGradient;
    private readonly double[] _neuronCurrents;
    private readonly double[] _neuronGradient;
    private readonly double[][] _visibleCurrents;
    private readonly double[][] _visibleParameters;
    private readonly EligibilityTrace?[] _traces;

    public LocalWorker(BoundNetwork network, LocalRuleOptions options)
    {
        Network = network;
        _options = options;
        _layout = network.Layout;
        _steps = _layout.Graph.Steps;
        _isOutput = new bool[_layout.Populations.Length];
        foreach (int output in _layout.Outputs)
            _isOutput[output] = true;
        int width = _layout.Populations.Max(p => p.Width);
        int channels = _layout.Populations.Max(p => p.Channels);
        _losses = new double[options.Shots * _steps];
        _hiddenCosts = new double[_losses.Length];
        _signals = new double[_losses.Length];
        _shotWeights = new double[options.Shots];
        _stepLogs = new double[_steps];
        _stepWeights = new double[_steps];
        _spikes = new int[_steps];
        _currents = new double[_steps * width];
        _hiddenGradient = new double[_steps * width];
        _neuronCurrents = new double[_steps * channels];
        _neuronGradient = new double[_steps * channels];
        _visibleCurrents = [.. _layout.Populations.Select(p => new double[_isOutput[p.Index] ? options.Shots * _steps * p.Width : 0])];
        _visibleParameters = [.. _layout.Populations.Select(p => new double[_isOutput[p.Index] ? options.Shots * p.Population.Parameters.Count : 0])];
        bool isPerParameter = options.Baseline == BaselineKind.PerParameter;
        _traces = [.. _layout.Populations.Select(p => isPerParameter && !_isOutput[p.Index] ? new EligibilityTrace(p, _steps) : null)];
    }

    public BoundNetwork Network { get; }

    /// <summary>Adds one sample.</summary>
    /// <param name="trains">The spikes, outputs clamped.</param>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="stepMeans">Running mean of the raw signal by step.</param>
    /// <param name="sums">Added to.</param>
    public void Add(NetworkTrains trains, int sample, ReadOnlySpan<double> stepMeans, GradientAccumulator sums)
    {
        Array.Clear(_losses);
        foreach (PopulationLayout population in _layout.Populations)
        {
            for (int shot = 0; shot < _options.Shots && _isOutput[population.Index]; shot++)
                ScoreVisible(population, trains, sample, shot);
        }

        sums.Loss += LearningSignals.WeighShots(_losses, _options.Combination, _shotWeights);
        foreach (PopulationLayout population in _layout.Populations)
        {
            for (int shot = 0; shot < _options.Shots && _isOutput[population.Index]; shot++)
                AddVisible(population, trains, sample, shot, sums);
        }

        if (_layout.Populations.Length == _layout.Outputs.Count)
            return;
        AddSparsityCosts(trains, sample);
        LearningSignals.Accumulate(_hiddenCosts, _options.Shots, _options, _signals);
        for (int i = 0; i < _signals.Length; i++)
            sums.StepSignals[i % _steps] += _signals[i] / _options.Shots;
        LearningSignals.Centre(_signals, _options.Shots, _options, stepMeans);
        foreach (PopulationLayout population in _layout.Populations)
        {
            for (int shot = 0; shot < _options.Shots && !_isOutput[population.Index]; shot++)
                AddHidden(population, trains, sample, shot, sums);
        }
    }

    private void ScoreVisible(PopulationLayout population, NetworkTrains trains, int sample, int shot)
    {
        LoadCurrents(population, trains, sample, shot);
        PopulationDynamics dynamics = Network.Dynamics[population.Index];
        Span<double> currentGradient = _visibleCurrents[population.Index].AsSpan(shot * _steps * population.Width, _steps * population.Width);
        int parameters = population.ParametersPerNeuron;
        Span<double> parameterGradient = _visibleParameters[population.Index].AsSpan(shot * population.Size * parameters, population.Size * parameters);
        _stepWeights.AsSpan().Fill(-1);
        for (int neuron = 0; neuron < population.Size; neuron++)
        {
            Forward(population, dynamics, trains, sample, shot, neuron);
            for (int step = 0; step < _steps; step++)
                _losses[(shot * _steps) + step] -= _stepLogs[step];
            Backward(population, dynamics, neuron, _stepWeights, currentGradient, parameterGradient.Slice(neuron * parameters, parameters));
        }
    }

    private void AddVisible(PopulationLayout population, NetworkTrains trains, int sample, int shot, GradientAccumulator sums)
    {
        Span<double> block = sums.Gradient.AsSpan(population.BlockOffset, population.BlockLength);
        Span<double> currentGradient = _visibleCurrents[population.Index].AsSpan(shot * _steps * population.Width, _steps * population.Width);
        int parameters = population.Population.Parameters.Count;
        double weight = _shotWeights[shot];
        TensorPrimitives.Multiply(currentGradient, weight, currentGradient);
        AddBlock(population, trains, (sample * _options.Shots) + shot, _steps, currentGradient, block);
        Span<double> angles = block[(population.AngleOffset - population.BlockOffset)..];
        TensorPrimitives.MultiplyAdd(_visibleParameters[population.Index].AsSpan(shot * parameters, parameters), weight, angles, angles);
    }

    // The prior's cost of a hidden spike is log p(spike | past) - log prior(spike); its expectation is the Kullback-Leibler divergence.
    private void AddSparsityCosts(NetworkTrains trains, int sample)
    {
        _losses.CopyTo(_hiddenCosts, 0);
        if (_options.SparsityWeight == 0)
            return;
        double logSpike = Math.Log(_options.SparsityRate);
        double logSilence = Math.Log(1 - _options.SparsityRate);
        foreach (PopulationLayout population in _layout.Populations)
        {
            for (int shot = 0; shot < _options.Shots && !_isOutput[population.Index]; shot++)
            {
                LoadCurrents(population, trains, sample, shot);
                for (int neuron = 0; neuron < population.Size; neuron++)
                {
                    Forward(population, Network.Dynamics[population.Index], trains, sample, shot, neuron);
                    for (int step = 0; step < _steps; step++)
                    {
                        int ones = int.PopCount(_spikes[step]);
                        double prior = (ones * logSpike) + ((population.Channels - ones) * logSilence);
                        _hiddenCosts[(shot * _steps) + step] += _options.SparsityWeight * (_stepLogs[step] - prior);
                    }
                }
            }
        }
    }

    private void AddHidden(PopulationLayout population, NetworkTrains trains, int sample, int shot, GradientAccumulator sums)
    {
        LoadCurrents(population, trains, sample, shot);
        ReadOnlySpan<double> signals = _signals.AsSpan(shot * _steps, _steps);
        int train = (sample * _options.Shots) + shot;
        if (_traces[population.Index] is { } trace)
        {
            PopulationDynamics dynamics = Network.Dynamics[population.Index];
            for (int neuron = 0; neuron < population.Size; neuron++)
            {
                Forward(population, dynamics, trains, sample, shot, neuron);
                for (int step = 0; step < _steps; step++)
                {
                    _stepWeights.AsSpan(0, step).Clear();
                    _stepWeights[step] = 1;
                    Backward(population, dynamics, neuron, _stepWeights.AsSpan(0, step + 1), trace.Currents(step), trace.Parameters(step, neuron));
                }
            }

            if (_options.Credit == CreditAssignment.Smoothed)
                trace.Smooth(_options.Kappa);
            trace.AddTo(sums, trains, train, signals, 1.0 / _options.Shots);
            return;
        }

        AddHiddenAtOnce(population, trains, sample, shot, signals, sums);
    }

    // Without baselines by parameter the sum over steps of signal times eligibility is one backward pass with the signals as weights.
    private void AddHiddenAtOnce(
        PopulationLayout population, NetworkTrains trains, int sample, int shot, ReadOnlySpan<double> signals, GradientAccumulator sums)
    {
        double running = 0;
        for (int step = _steps - 1; step >= 0; step--)
        {
            bool isSmoothed = _options.Credit == CreditAssignment.Smoothed;
            running = isSmoothed ? (_options.Kappa * running) + ((1 - _options.Kappa) * signals[step]) : signals[step];
            _stepWeights[step] = running / _options.Shots;
        }

        Span<double> block = sums.Gradient.AsSpan(population.BlockOffset, population.BlockLength);
        Span<double> angles = block[(population.AngleOffset - population.BlockOffset)..];
        PopulationDynamics dynamics = Network.Dynamics[population.Index];
        int parameters = population.ParametersPerNeuron;
        Span<double> own = stackalloc double[parameters];
        Span<double> currentGradient = _hiddenGradient;
        for (int neuron = 0; neuron < population.Size; neuron++)
        {
            Forward(population, dynamics, trains, sample, shot, neuron);
            Backward(population, dynamics, neuron, _stepWeights, currentGradient, own);
            for (int j = 0; j < parameters; j++)
                angles[(neuron * parameters) + j] += own[j];
        }

        AddBlock(population, trains, (sample * _options.Shots) + shot, _steps, currentGradient, block);
    }

    /// <summary>Adds gradients by currents of the first steps to the weights and biases behind them.</summary>
    internal static void AddBlock(
        PopulationLayout population, NetworkTrains trains, int train, int steps, ReadOnlySpan<double> currentGradient, Span<double> block)
    {
        for (int step = 0; step < steps; step++)
            BoundNetwork.AddGradient(population, trains, train, step, currentGradient.Slice(step * population.Width, population.Width), block);
    }

    private void LoadCurrents(PopulationLayout population, NetworkTrains trains, int sample, int shot)
    {
        int train = (sample * _options.Shots) + shot;
        for (int step = 0; step < _steps; step++)
            Network.Currents(population, trains, train, step, _currents.AsSpan(step * population.Width, population.Width));
    }

    private void Forward(PopulationLayout population, PopulationDynamics dynamics, NetworkTrains trains, int sample, int shot, int neuron)
    {
        SpikeTensor tensor = trains.Populations[population.Index];
        int train = (sample * _options.Shots) + shot;
        int channels = population.Channels;
        for (int step = 0; step < _steps; step++)
        {
            _spikes[step] = tensor.Spike(train, step, neuron);
            _currents.AsSpan((step * population.Width) + (neuron * channels), channels).CopyTo(_neuronCurrents.AsSpan(step * channels));
        }

        dynamics.Forward(neuron, _neuronCurrents.AsSpan(0, _steps * channels), _spikes, _stepLogs, _workspace);
    }

    private void Backward(
        PopulationLayout population,
        PopulationDynamics dynamics,
        int neuron,
        ReadOnlySpan<double> stepWeights,
        Span<double> currentGradient,
        Span<double> parameterGradient)
    {
        int channels = population.Channels;
        Span<double> gradient = _neuronGradient.AsSpan(0, _steps * channels);
        dynamics.Backward(neuron, _neuronCurrents.AsSpan(0, _steps * channels), _spikes, stepWeights, gradient, parameterGradient, _workspace);
        for (int step = 0; step < stepWeights.Length; step++)
            gradient.Slice(step * channels, channels).CopyTo(currentGradient[((step * population.Width) + (neuron * channels))..]);
    }
}
