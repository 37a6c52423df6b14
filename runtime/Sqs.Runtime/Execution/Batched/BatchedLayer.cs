using Sqs.Simulation.Batched;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>A population in a <see cref="BatchedNetwork"/>. Currents and gradients lie in tiles, in each one row a train and step.</summary>
internal sealed class BatchedLayer
{
    private readonly float[] _bias;
    private float[] _currents = [];
    private float[] _gradient = [];
    private float[] _state = [];
    private BatchedLayer? _continued;
    private bool _isContinued;

    /// <summary>Creates a layer; its bundles follow.</summary>
    /// <param name="layout">The population.</param>
    public BatchedLayer(PopulationLayout layout)
    {
        Layout = layout;
        Neurons = BatchedFamilies.Create(layout.Population.Neuron, layout.Size);
        _bias = new float[Channels * Tiles.Padded];
    }

    /// <summary>The population.</summary>
    public PopulationLayout Layout { get; }

    /// <summary>Its neurons.</summary>
    public BatchedNeurons Neurons { get; }

    /// <summary>Currents of a neuron a step.</summary>
    public int Channels => Neurons.Channels;

    /// <summary>How they lie in memory.</summary>
    public TileLayout Tiles => Neurons.Tiles;

    /// <summary>The bundles that reach it.</summary>
    public List<BatchedBundle> Incoming { get; } = [];

    /// <summary>Whether its neurons have constant currents.</summary>
    public bool HasBias => Layout.Incoming.Any(static i => i.Bias >= 0);

    /// <summary>Makes room for rows.</summary>
    /// <param name="rows">Trains times steps.</param>
    /// <param name="withGradient">Whether a backward pass will follow.</param>
    public void Reserve(int rows, bool withGradient)
    {
        int length = rows * Channels * Tiles.Padded;
        if (_currents.Length < length)
            _currents = new float[length];
        if (withGradient && _gradient.Length < _currents.Length)
            _gradient = new float[_currents.Length];
    }

    /// <summary>Goes on with the qubits of another layer.</summary>
    /// <param name="source">The other layer.</param>
    public void Continue(BatchedLayer source)
    {
        _continued = source;
        source._isContinued = true;
    }

    /// <summary>Makes room for the states that trains leave, where another layer goes on with them.</summary>
    /// <param name="trains">Number of trains.</param>
    public void ReserveState(int trains)
    {
        int length = _isContinued ? trains * Neurons.StateLength * Tiles.Padded : 0;
        if (_state.Length < length)
            _state = new float[length];
    }

    /// <summary>The state a train starts from.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="train">Index of the train.</param>
    /// <param name="trains">Number of trains.</param>
    /// <returns>Planes of the tile; empty where qubits are fresh.</returns>
    public ReadOnlySpan<float> Before(int tile, int train, int trains) => _continued is null ? [] : _continued.After(tile, train, trains);

    /// <summary>The state a train leaves.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="train">Index of the train.</param>
    /// <param name="trains">Number of trains.</param>
    /// <returns>Planes of the tile; empty where nobody goes on.</returns>
    public Span<float> After(int tile, int train, int trains)
    {
        int planes = Neurons.StateLength * Tiles.Width;
        return _isContinued ? _state.AsSpan(((tile * trains) + train) * planes, planes) : [];
    }

    /// <summary>The currents of a tile.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="rows">Rows in use, trains times steps.</param>
    /// <param name="channel">The channel.</param>
    /// <returns>The matrix.</returns>
    public Span<float> Currents(int tile, int rows, int channel = 0) => _currents.AsSpan(channel * rows * Tiles.Padded, rows * Tiles.Padded)[Tiles.Matrix(tile, rows)];

    /// <summary>The gradient of a tile: by spikes, then by currents.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="rows">Rows in use, trains times steps.</param>
    /// <param name="channel">The channel.</param>
    /// <returns>The matrix.</returns>
    public Span<float> Gradient(int tile, int rows, int channel = 0) => _gradient.AsSpan(channel * rows * Tiles.Padded, rows * Tiles.Padded)[Tiles.Matrix(tile, rows)];

    /// <summary>Sets the gradient to 0.</summary>
    /// <param name="rows">Rows in use.</param>
    public void ClearGradient(int rows) => _gradient.AsSpan(0, rows * Channels * Tiles.Padded).Clear();

    /// <summary>Fills currents with the constant ones.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="currents">Rows of the tile.</param>
    public void StartCurrents(int tile, int channel, Span<float> currents)
    {
        if (!HasBias)
        {
            currents.Clear();
            return;
        }

        ReadOnlySpan<float> bias = _bias.AsSpan((channel * Tiles.Padded) + Tiles.Start(tile), Tiles.Width);
        for (int at = 0; at < currents.Length; at += bias.Length)
            bias.CopyTo(currents[at..]);
    }

    /// <summary>Takes parameter values.</summary>
    /// <param name="parameters">The parameter vector.</param>
    public void Bind(ReadOnlySpan<double> parameters)
    {
        Neurons.Bind(parameters.Slice(Layout.AngleOffset, Layout.Population.Parameters.Count));
        foreach (BatchedBundle bundle in Incoming)
            bundle.Bind(parameters);
        for (int i = 0; i < Tiles.Size * Channels && HasBias; i++)
        {
            double sum = 0;
            foreach ((_, _, int bias) in Layout.Incoming)
                sum += bias < 0 ? 0 : parameters[bias + i];
            _bias[(i % Channels * Tiles.Padded) + (i / Channels)] = (float)sum;
        }
    }

    /// <summary>Gathers a train of all channels, channel after channel, or scatters it.</summary>
    /// <param name="matrix">A matrix of this layer: <see cref="Currents"/> or <see cref="Gradient"/>.</param>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="rows">Rows in use.</param>
    /// <param name="train">Index of the train.</param>
    /// <param name="planes">The numbers of the train.</param>
    /// <param name="isScatter">Whether the planes are written back.</param>
    public void Exchange(BatchedMatrix matrix, int tile, int rows, int train, Span<float> planes, bool isScatter)
    {
        int length = planes.Length / Channels;
        for (int channel = 0; channel < Channels; channel++)
        {
            Span<float> own = (matrix == BatchedMatrix.Currents ? Currents(tile, rows, channel) : Gradient(tile, rows, channel)).Slice(train * length, length);
            Span<float> plane = planes.Slice(channel * length, length);
            if (isScatter)
                plane.CopyTo(own);
            else
                own.CopyTo(plane);
        }
    }
}
