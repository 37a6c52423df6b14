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
            {
                for (int channel = 0; channel < layer.Channels; channel++)
                    layer.Incoming.Add(Connect(layer, wiring, weights, channel));
            }
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

    private BatchedBundle Connect(BatchedLayer layer, SynapseWiring wiring, int weights, int channel)
    {
        int inputs = _layout.Graph.Inputs.Count;
        BatchedLayer? source = wiring.Source < inputs ? null : Layers[wiring.Source - inputs];
        int heard = wiring.SourceChannels == 1 ? 0 : channel;
        BatchedEvents? events = _events.Find(e => e.Is(wiring.Source, wiring.Synapse.Delay, heard));
        if (events is null)
        {
            events = new BatchedEvents(wiring.Source, wiring.Synapse.Delay, wiring.Lines, heard, wiring.SourceChannels);
            _events.Add(events);
        }

        return new BatchedBundle(wiring, weights, channel, wiring.Lines, layer.Tiles, source, events);
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
        int rows = count * Steps;
        int length = Steps * tiles.Width;
        for (int channel = 0; channel < layer.Channels; channel++)
        {
            Span<float> currents = layer.Currents(tile, rows, channel).Slice(first * length, trainCount * length);
            layer.StartCurrents(tile, channel, currents);
            foreach (BatchedBundle bundle in layer.Incoming.Where(b => b.Channel == channel))
                AddCurrents(bundle, tile, first, currents);
        }

        SpikeTensor tensor = trains.Populations[layer.Layout.Index];
        Span<float> uniforms = scratch.Uniforms(length);
        Span<float> spikes = scratch.Spikes(layer.Channels * length);
        for (int train = first; train < first + trainCount; train++)
        {
            if (layer.Neurons.IsRandom)
                Draw(layer, tile, train, trains.Shots, request, uniforms);
            Span<float> currents = layer.Currents(tile, rows).Slice(train * length, length);
            if (layer.Channels > 1)
            {
                currents = scratch.Currents(layer.Channels * length);
                layer.Exchange(BatchedMatrix.Currents, tile, rows, train, currents, isScatter: false);
            }

            layer.Neurons.Forward(tile, currents, uniforms, spikes, layer.Before(tile, train, count), layer.After(tile, train, count));
            for (int step = 0; step < Steps; step++)
                Store(layer, tile, spikes, step, Words(tensor, train, step, tiles, tile, layer.Channels));
        }
    }

    private void AddCurrents(BatchedBundle bundle, int tile, int first, Span<float> currents)
    {
        TileLayout tiles = bundle.Target;
        for (int row = 0; row < currents.Length / tiles.Width && bundle.IsSigned; row++)
        {
            Span<float> own = currents.Slice(row * tiles.Width, tiles.Width);
            if (row % Steps >= bundle.Delay)
                System.Numerics.Tensors.TensorPrimitives.Add(own, bundle.Silence.AsSpan(tiles.Start(tile), tiles.Width), own);
        }

        RowSums.Add(bundle.Weights.AsSpan(tiles.Matrix(tile, bundle.Lines)), tiles.Width, bundle.Events.ByRow, first * Steps, currents);
    }

    // Bits of a neuron's channels lie side by side in a row, planes of numbers one after the other.
    private void Store(BatchedLayer layer, int tile, ReadOnlySpan<float> spikes, int step, Span<ulong> words)
    {
        TileLayout tiles = layer.Tiles;
        if (layer.Channels == 1)
        {
            SpikeBits.Pack(spikes.Slice(step * tiles.Width, tiles.Width), tiles.Used(tile), words);
            return;
        }

        words.Clear();
        for (int bit = 0; bit < tiles.Used(tile) * layer.Channels; bit++)
        {
            if (spikes[(((bit % layer.Channels * Steps) + step) * tiles.Width) + (bit / layer.Channels)] > 0.5f)
                words[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    /// <summary>Reads the spikes of a train back into planes.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="tensor">Its spikes.</param>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="train">Index of the train.</param>
    /// <param name="spikes">Takes them, channel after channel.</param>
    internal void Load(BatchedLayer layer, SpikeTensor tensor, int tile, int train, Span<float> spikes)
    {
        TileLayout tiles = layer.Tiles;
        for (int step = 0; step < Steps; step++)
        {
            ReadOnlySpan<ulong> words = Words(tensor, train, step, tiles, tile, layer.Channels);
            if (layer.Channels == 1)
            {
                SpikeBits.Unpack(words, spikes.Slice(step * tiles.Width, tiles.Width));
                continue;
            }

            for (int channel = 0; channel < layer.Channels; channel++)
                spikes.Slice(((channel * Steps) + step) * tiles.Width, tiles.Width).Clear();
            for (int bit = 0; bit < tiles.Used(tile) * layer.Channels; bit++)
                spikes[(((bit % layer.Channels * Steps) + step) * tiles.Width) + (bit / layer.Channels)] = words[bit >> 6] >> (bit & 63) & 1;
        }
    }

    /// <summary>The words of a row of spikes that belong to a tile.</summary>
    /// <param name="tensor">The spikes.</param>
    /// <param name="train">Index of the train.</param>
    /// <param name="step">Time step.</param>
    /// <param name="tiles">The layout.</param>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="channels">Bits of a neuron.</param>
    /// <returns>The words.</returns>
    private static Span<ulong> Words(SpikeTensor tensor, int train, int step, TileLayout tiles, int tile, int channels)
    {
        Span<ulong> row = tensor.Row(train, step);
        if (tiles.Count == 1)
            return row;
        int first = tiles.Start(tile) * channels >> 6;
        return row.Slice(first, Math.Min(tiles.Width * channels >> 6, row.Length - first));
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
