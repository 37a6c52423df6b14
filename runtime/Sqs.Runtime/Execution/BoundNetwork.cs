using System.Numerics.Tensors;
using Sqs.Runtime.Execution.Dynamics;
using Sqs.Runtime.Execution.Wiring;

namespace Sqs.Runtime.Execution;

/// <summary>A network with values for its parameters. Reading is thread safe; <see cref="Bind"/> is not.</summary>
public sealed class BoundNetwork
{
    private readonly double[] _parameters;
    private readonly Lock _preparation = new();
    private PopulationDynamics[]? _dynamics;
    private volatile bool _isPrepared;

    /// <summary>Creates a network with the values of its graph.</summary>
    /// <param name="layout">The network.</param>
    public BoundNetwork(NetworkLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        _parameters = new double[layout.ParameterCount];
        Bind(layout.Read());
    }

    /// <summary>The network.</summary>
    public NetworkLayout Layout { get; }

    /// <summary>The values.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>Number of times that values were taken: tells whether what was derived from them is of today.</summary>
    internal long Version { get; private set; }

    /// <summary>The dynamics of each population, contracted when they are first asked for after <see cref="Bind"/>: not every user of a network needs them.</summary>
    internal PopulationDynamics[] Dynamics
    {
        get
        {
            if (!_isPrepared)
                Prepare();
            return _dynamics!;
        }
    }

    /// <summary>Takes other values.</summary>
    /// <param name="parameters">A parameter vector of the layout.</param>
    public void Bind(ReadOnlySpan<double> parameters)
    {
        parameters.CopyTo(_parameters);
        _isPrepared = false;
        Version++;
    }

    /// <summary>The currents into a population at a step of one shot.</summary>
    /// <param name="population">The population.</param>
    /// <param name="trains">The spikes so far.</param>
    /// <param name="train">Index of the shot's train.</param>
    /// <param name="step">Time step.</param>
    /// <param name="currents">Takes the currents, <c>[neuron * channels + channel]</c>.</param>
    internal void Currents(PopulationLayout population, NetworkTrains trains, int train, int step, Span<double> currents)
    {
        currents.Clear();
        ReadOnlySpan<double> parameters = _parameters;
        foreach ((SynapseWiring wiring, int weights, int bias) in population.Incoming)
        {
            if (bias >= 0)
                TensorPrimitives.Add(currents, parameters.Slice(bias, currents.Length), currents);
            wiring.AddCurrents(trains.Row(wiring.Source, train, step - wiring.Synapse.Delay), parameters.Slice(weights, wiring.WeightCount), currents);
        }
    }

    /// <summary>Adds the gradient that currents of one step have by the weights and biases behind them.</summary>
    /// <param name="population">The population.</param>
    /// <param name="trains">The spikes.</param>
    /// <param name="train">Index of the shot's train.</param>
    /// <param name="step">Time step.</param>
    /// <param name="currentGradient">The gradient by the currents.</param>
    /// <param name="block">The gradient by the population's block of parameters, added to.</param>
    internal static void AddGradient(
        PopulationLayout population, NetworkTrains trains, int train, int step, ReadOnlySpan<double> currentGradient, Span<double> block)
    {
        foreach ((SynapseWiring wiring, int weights, int bias) in population.Incoming)
        {
            if (bias >= 0)
            {
                Span<double> target = block.Slice(bias - population.BlockOffset, currentGradient.Length);
                TensorPrimitives.Add(target, currentGradient, target);
            }

            ReadOnlySpan<ulong> row = trains.Row(wiring.Source, train, step - wiring.Synapse.Delay);
            wiring.AddGradient(row, currentGradient, block.Slice(weights - population.BlockOffset, wiring.WeightCount));
        }
    }

    private void Prepare()
    {
        lock (_preparation)
        {
            if (_isPrepared)
                return;
            _dynamics ??= [.. Layout.Graph.Populations.Select(DynamicsFactory.Create)];
            foreach (PopulationLayout population in Layout.Populations)
                _dynamics[population.Index].Bind(_parameters.AsSpan(population.AngleOffset, population.Population.Parameters.Count));
            _isPrepared = true;
        }
    }
}
