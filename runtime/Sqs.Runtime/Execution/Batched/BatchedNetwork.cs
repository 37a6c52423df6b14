using Sqs.Runtime.Execution.Wiring;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Batched;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>
/// A layered network in single precision: whole batches go through it layer by layer, all steps of a layer at once, neurons side by side in vectors and currents by
/// events. Spikes are those of <see cref="KrausSampler"/> but for draws that single precision decides otherwise, about one in a million.
/// </summary>
internal sealed class BatchedNetwork
{
    private const int TrainBlock = 32;

    private readonly NetworkLayout _layout;
    private readonly List<BatchedEvents> _events = [];
    private readonly BatchedWork _work = new();
    private readonly BackwardPass _backward;

    /// <summary>Prepares a network with all values 0.</summary>
    /// <param name="layout">A network that <see cref="BatchedFit"/> accepts.</param>
    public BatchedNetwork(NetworkLayout layout)
    {
        _layout = layout;
        Layers = [.. layout.Populations.Select(static p => new BatchedLayer(p))];
        foreach (BatchedLayer layer in Layers)
        {
            foreach ((SynapseWiring wiring, int weights, _) in layer.Layout.Incoming)
                layer.Incoming.Add(Connect(layer, wiring, weights));
        }

        foreach (BatchedLayer layer in Layers)
        {
            if (layout.Continued(layer.Layout) is { } source)
                layer.Continue(Layers[source]);
        }

        Order = LayerOrder();
        _backward = new BackwardPass(this, layout, _work);
    }

    /// <summary>The layers, by index of their population.</summary>
    public BatchedLayer[] Layers { get; }

    /// <summary>The layers, each behind those that feed it.</summary>
    public BatchedLayer[] Order { get; }

    /// <summary>Number of steps.</summary>
    public int Steps => _layout.Graph.Steps;

    /// <summary>Takes parameter values.</summary>
    /// <param name="parameters">A parameter vector of the layout.</param>
    public void Bind(ReadOnlySpan<double> parameters)
    {
        foreach (BatchedLayer layer in Layers)
            layer.Bind(parameters);
    }

    /// <summary>Draws spikes.</summary>
    /// <param name="trains">Inputs and clamped populations are read, the others are written.</param>
    /// <param name="request">What to draw.</param>
    /// <param name="withGradient">Whether <see cref="Backward"/> will follow.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Forward(NetworkTrains trains, SamplingRequest request, bool withGradient, CancellationToken cancellation)
    {
        int count = request.Samples * trains.Shots;
        foreach (BatchedLayer layer in Order)
        {
            if (request.Clamped.Contains(layer.Layout.Index))
                continue;
            layer.Reserve(count * Steps, withGradient);
            layer.ReserveState(count);
            foreach (BatchedEvents events in layer.Incoming.Select(static b => b.Events).Distinct())
                events.Read(trains, count, Steps);
            int blocks = (count + TrainBlock - 1) / TrainBlock;
            _work.Run(layer.Tiles.Count * blocks, request.Threads, (piece, scratch) =>
            {
                int first = piece % blocks * TrainBlock;
                RunLayer(layer, piece / blocks, first, Math.Min(TrainBlock, count - first), count, trains, request, scratch);
            }, cancellation);
        }
    }

    /// <summary>Takes a gradient back through the network after <see cref="Forward"/> with nothing clamped.</summary>
    /// <param name="trains">The spikes of the forward run.</param>
    /// <param name="request">What was drawn.</param>
    /// <param name="settings">The surrogate and the gradient by the output spikes.</param>
    /// <param name="gradient">Takes the gradient by the parameters.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Backward(NetworkTrains trains, SamplingRequest request, BackwardSettings settings, double[] gradient, CancellationToken cancellation) =>
        _backward.Run(trains, request.Samples * trains.Shots, settings, gradient, request.Threads, cancellation);

    private BatchedBundle Connect(BatchedLayer layer, SynapseWiring wiring, int weights)
    {
        int inputs = _layout.Graph.Inputs.Count;
        BatchedLayer? source = wiring.Source < inputs ? null : Layers[wiring.Source - inputs];
        int lines = source?.Tiles.Size ?? _layout.Graph.Inputs[wiring.Source].Size;
        BatchedEvents? events = _events.Find(e => e.Is(wiring.Source, wiring.Synapse.Delay));
        if (events is null)
        {
            events = new BatchedEvents(wiring.Source, wiring.Synapse.Delay, lines);
            _events.Add(events);
        }

        return new BatchedBundle(wiring, weights, lines, layer.Tiles, source, events);
    }

    private BatchedLayer[] LayerOrder()
    {
        var order = new List<BatchedLayer>(Layers.Length);
        while (order.Count < Layers.Length)
        {
            order.Add(Array.Find(Layers, l => !order.Contains(l) && l.Incoming.TrueForAll(b => b.Source is null || order.Contains(b.Source)))
                ?? throw new ArgumentException($"The graph '{_layout.Graph.Name}' has a cycle."));
        }

        return [.. order];
    }

    private void RunLayer(
        BatchedLayer layer, int tile, int first, int trainCount, int count, NetworkTrains trains, SamplingRequest request, BatchedScratch scratch)
    {
        TileLayout tiles = layer.Tiles;
        int length = Steps * tiles.Width;
        Span<float> currents = layer.Currents(tile, count * Steps).Slice(first * length, trainCount * length);
        layer.StartCurrents(tile, currents);
        foreach (BatchedBundle bundle in layer.Incoming)
        {
            for (int row = 0; row < trainCount * Steps && bundle.IsSigned; row++)
            {
                Span<float> own = currents.Slice(row * tiles.Width, tiles.Width);
                if (row % Steps >= bundle.Delay)
                    System.Numerics.Tensors.TensorPrimitives.Add(own, bundle.Silence.AsSpan(tiles.Start(tile), tiles.Width), own);
            }

            RowSums.Add(bundle.Weights.AsSpan(tiles.Matrix(tile, bundle.Lines)), tiles.Width, bundle.Events.ByRow, first * Steps, currents);
        }

        SpikeTensor tensor = trains.Populations[layer.Layout.Index];
        Span<float> uniforms = scratch.Uniforms(length);
        Span<float> spikes = scratch.Spikes(length);
        for (int i = 0; i < trainCount; i++)
        {
            int train = first + i;
            if (layer.Neurons.IsRandom)
                Draw(layer, tile, train, trains.Shots, request, uniforms);
            layer.Neurons.Forward(tile, currents.Slice(i * length, length), uniforms, spikes, layer.Before(tile, train, count), layer.After(tile, train, count));
            for (int step = 0; step < Steps; step++)
                SpikeBits.Pack(spikes.Slice(step * tiles.Width, tiles.Width), tiles.Used(tile), Words(tensor, train, step, tiles, tile));
        }
    }

    /// <summary>The words of a row of spikes that belong to a tile.</summary>
    /// <param name="tensor">The spikes.</param>
    /// <param name="train">Index of the train.</param>
    /// <param name="step">Time step.</param>
    /// <param name="tiles">The layout.</param>
    /// <param name="tile">Index of the tile.</param>
    /// <returns>The words.</returns>
    internal static Span<ulong> Words(SpikeTensor tensor, int train, int step, TileLayout tiles, int tile)
    {
        Span<ulong> row = tensor.Row(train, step);
        if (tiles.Count == 1)
            return row;
        int first = tiles.Start(tile) >> 6;
        return row.Slice(first, Math.Min(tiles.Width >> 6, row.Length - first));
    }

    private void Draw(BatchedLayer layer, int tile, int train, int shots, SamplingRequest request, Span<float> uniforms)
    {
        TileLayout tiles = layer.Tiles;
        ulong stream = RandomStreams.For(RandomStreams.Spikes, request.SampleLabels[train / shots], (ulong)(train % shots), (ulong)layer.Layout.Index);
        for (int step = 0; step < Steps; step++)
        {
            ulong start = ((ulong)step * (ulong)tiles.Size) + (ulong)tiles.Start(tile);
            UniformNumbers.Fill(request.Seed, stream, start, uniforms.Slice(step * tiles.Width, tiles.Width));
        }
    }
}
