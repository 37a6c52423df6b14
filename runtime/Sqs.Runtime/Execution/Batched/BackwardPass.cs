using System.Numerics.Tensors;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Batched;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>
/// Gradients through time and layers, from the outputs back. Every sum is taken by one piece of work in a fixed order, or in parts of fixed size that are added
/// in order, so the number of threads changes no bit.
/// </summary>
internal sealed class BackwardPass(BatchedNetwork network, NetworkLayout layout, BatchedWork work)
{
    private const int TrainBlock = 32;
    private const int LineBlock = 64;

    private float[] _partials = [];

    /// <summary>Runs.</summary>
    /// <param name="trains">The spikes of the forward run.</param>
    /// <param name="count">Number of trains.</param>
    /// <param name="settings">What to start from.</param>
    /// <param name="gradient">Takes the gradient by the parameters.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Run(NetworkTrains trains, int count, BackwardSettings settings, double[] gradient, int threads, CancellationToken cancellation)
    {
        int rows = count * network.Steps;
        Array.Clear(gradient);
        foreach (BatchedLayer layer in network.Layers)
            layer.ClearGradient(rows);
        if (settings.LayerGradients is null)
            SeedOutputs(count, settings);
        else
            SeedLayers(count, settings.LayerGradients);
        foreach (BatchedLayer layer in network.Order.Reverse())
        {
            ThroughTime(layer, trains, count, settings, gradient, threads, cancellation);
            ByBiases(layer, rows, gradient);
            if (settings.TraceDecay > 0)
                Trace(layer, count, settings.TraceDecay);
            foreach (BatchedEvents events in layer.Incoming.Select(static b => b.Events).Distinct())
                events.Transpose();
            foreach (BatchedBundle bundle in layer.Incoming)
            {
                ByWeights(layer, bundle, rows, gradient, threads, cancellation);
                if (bundle.Source is { } source && settings.LayerGradients is null)
                    BySourceSpikes(layer, bundle, source, count, threads, cancellation);
            }
        }
    }

    private void SeedOutputs(int count, BackwardSettings settings)
    {
        int steps = network.Steps;
        int outputs = layout.OutputSize;
        int first = 0;
        foreach (int index in layout.Outputs)
        {
            BatchedLayer layer = network.Layers[index];
            for (int tile = 0; tile < layer.Tiles.Count; tile++)
            {
                for (int i = 0; i < count * layer.Channels; i++)
                {
                    (int train, int channel) = (i / layer.Channels, i % layer.Channels);
                    Span<float> matrix = layer.Gradient(tile, count * steps, channel);
                    ReadOnlySpan<float> from = settings.OutputGradient.AsSpan((train * outputs) + first + layer.Tiles.Start(tile), layer.Tiles.Used(tile));
                    for (int step = settings.AnswerFrom; step < steps; step++)
                        from.CopyTo(matrix[(((train * steps) + step) * layer.Tiles.Width)..]);
                }
            }

            first += layer.Tiles.Size;
        }
    }

    private void SeedLayers(int count, float[][] gradients)
    {
        int steps = network.Steps;
        foreach (BatchedLayer layer in network.Layers)
        {
            float[] own = gradients[layer.Layout.Index];
            int size = layer.Tiles.Size;
            for (int tile = 0; tile < layer.Tiles.Count * layer.Channels; tile++)
            {
                (int index, int channel) = (tile / layer.Channels, tile % layer.Channels);
                Span<float> matrix = layer.Gradient(index, count * steps, channel);
                for (int row = 0; row < count * steps; row++)
                    own.AsSpan((row * size) + layer.Tiles.Start(index), layer.Tiles.Used(index)).CopyTo(matrix[(row * layer.Tiles.Width)..]);
            }
        }
    }

    // A spike counts at its own step and, fading, at those after it: so its row takes the gradients of those steps.
    private void Trace(BatchedLayer layer, int count, float decay)
    {
        int steps = network.Steps;
        int width = layer.Tiles.Width;
        for (int tile = 0; tile < layer.Tiles.Count * layer.Channels; tile++)
        {
            Span<float> matrix = layer.Gradient(tile / layer.Channels, count * steps, tile % layer.Channels);
            for (int row = (count * steps) - 2; row >= 0; row--)
            {
                if (row % steps == steps - 1)
                    continue;
                Span<float> own = matrix.Slice(row * width, width);
                TensorPrimitives.MultiplyAdd(matrix.Slice((row + 1) * width, width), decay, own, own);
            }
        }
    }

    // From the gradient by spikes to the gradient by currents, in place; parameters on the way.
    private void ThroughTime(
        BatchedLayer layer, NetworkTrains trains, int count, BackwardSettings settings, double[] gradient, int threads, CancellationToken cancellation)
    {
        TileLayout tiles = layer.Tiles;
        SpikeTensor tensor = trains.Populations[layer.Layout.Index];
        int steps = network.Steps;
        int length = steps * tiles.Width;
        int blocks = (count + TrainBlock - 1) / TrainBlock;
        int partial = layer.Neurons.GradientRows * tiles.Width;
        if (_partials.Length < tiles.Count * blocks * partial)
            _partials = new float[tiles.Count * blocks * partial];
        Array.Clear(_partials);
        work.Run(tiles.Count * blocks, threads, (piece, scratch) =>
        {
            int tile = piece / blocks;
            int first = piece % blocks * TrainBlock;
            Span<float> spikes = scratch.Spikes(layer.Channels * length);
            Span<float> tape = scratch.Tape(layer.Neurons.TapeLength(steps));
            Span<float> sums = _partials.AsSpan(piece * partial, partial);
            for (int train = first; train < Math.Min(count, first + TrainBlock); train++)
            {
                network.Load(layer, tensor, tile, train, spikes);
                Span<float> currents = layer.Currents(tile, count * steps).Slice(train * length, length);
                Span<float> own = layer.Gradient(tile, count * steps).Slice(train * length, length);
                if (layer.Channels > 1)
                {
                    currents = scratch.Currents(layer.Channels * length);
                    own = scratch.Gradient(layer.Channels * length);
                    layer.Exchange(BatchedMatrix.Currents, tile, count * steps, train, currents, isScatter: false);
                    layer.Exchange(BatchedMatrix.Gradient, tile, count * steps, train, own, isScatter: false);
                }

                layer.Neurons.Backward(tile, settings.Shape, currents, spikes, own, sums, tape, layer.Before(tile, train, count), settings.LayerGradients is not null);
                if (layer.Channels > 1)
                    layer.Exchange(BatchedMatrix.Gradient, tile, count * steps, train, own, isScatter: true);
            }
        }, cancellation);

        for (int tile = 0; tile < tiles.Count; tile++)
            Collect(layer, tile, _partials.AsSpan(tile * blocks * partial, blocks * partial), gradient);
    }

    // Adds up the parts of a tile, block after block.
    private static void Collect(BatchedLayer layer, int tile, ReadOnlySpan<float> parts, double[] gradient)
    {
        TileLayout tiles = layer.Tiles;
        int parameters = layer.Neurons.ParameterCount;
        int partial = layer.Neurons.GradientRows * tiles.Width;
        double[] rows = new double[layer.Neurons.GradientRows];
        for (int lane = 0; lane < tiles.Used(tile); lane++)
        {
            Array.Clear(rows);
            for (int block = 0; block < parts.Length; block += partial)
            {
                for (int row = 0; row < rows.Length; row++)
                    rows[row] += parts[block + (row * tiles.Width) + lane];
            }

            int neuron = tiles.Start(tile) + lane;
            layer.Neurons.Collect(neuron, rows, gradient.AsSpan(layer.Layout.AngleOffset + (neuron * parameters), parameters));
        }
    }

    private void ByWeights(BatchedLayer layer, BatchedBundle bundle, int rows, double[] gradient, int threads, CancellationToken cancellation)
    {
        TileLayout tiles = layer.Tiles;
        int blocks = (bundle.Lines + LineBlock - 1) / LineBlock;
        float[] heard = bundle.IsSigned ? Silence(layer, bundle, rows) : [];
        work.Run(tiles.Count * blocks, threads, (piece, scratch) =>
        {
            int tile = piece / blocks;
            int first = piece % blocks * LineBlock;
            int lines = Math.Min(LineBlock, bundle.Lines - first);
            int used = tiles.Used(tile);
            Span<float> sums = scratch.Sums(lines * tiles.Width);
            RowSums.Add(layer.Gradient(tile, rows, bundle.Channel), tiles.Width, bundle.Events.ByLine, first, sums);
            for (int line = 0; line < lines; line++)
            {
                // A spike against silence counts twice, and all that was heard counts once as silence.
                if (bundle.IsSigned)
                    TensorPrimitives.MultiplyAdd(sums.Slice(line * tiles.Width, used), 2, heard.AsSpan(tiles.Start(tile), used), sums.Slice(line * tiles.Width, used));
                int start = bundle.At(first + line, tiles.Start(tile));
                Span<float> row = sums.Slice(line * tiles.Width, used);
                if (layer.Channels == 1)
                    TensorPrimitives.ConvertTruncating<float, double>(row, gradient.AsSpan(start, used));
                for (int neuron = 0; neuron < used && layer.Channels > 1; neuron++)
                    gradient[start + (neuron * layer.Channels)] = row[neuron];
            }
        }, cancellation);
    }

    // The gradient by what silence contributes: minus the sum over all steps that hear the source.
    private float[] Silence(BatchedLayer layer, BatchedBundle bundle, int rows)
    {
        TileLayout tiles = layer.Tiles;
        float[] sums = new float[tiles.Padded];
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            Span<float> target = sums.AsSpan(tiles.Start(tile), tiles.Width);
            ReadOnlySpan<float> own = layer.Gradient(tile, rows, bundle.Channel);
            for (int row = 0; row < rows; row++)
            {
                if (row % network.Steps >= bundle.Delay)
                    TensorPrimitives.Subtract(target, own.Slice(row * tiles.Width, tiles.Width), target);
            }
        }

        return sums;
    }

    private void BySourceSpikes(BatchedLayer layer, BatchedBundle bundle, BatchedLayer source, int count, int threads, CancellationToken cancellation)
    {
        int steps = network.Steps;
        int rows = count * steps;
        int late = bundle.Delay;
        if (late >= steps)
            return;
        int blocks = (count + TrainBlock - 1) / TrainBlock;
        work.Run(source.Tiles.Count * blocks, threads, (piece, _) =>
        {
            int tile = piece / blocks;
            int first = piece % blocks * TrainBlock;
            int trainCount = Math.Min(TrainBlock, count - first);
            int width = source.Tiles.Width;
            ReadOnlySpan<float> weights = bundle.Backward.AsSpan(source.Tiles.Matrix(tile, layer.Tiles.Size));
            Span<float> target = source.Gradient(tile, rows, bundle.SourceChannel);

            // Without a delay the rows of all trains follow each other; with one each train loses its ends.
            (int pieces, int pieceRows) = late == 0 ? (1, trainCount * steps) : (trainCount, steps - late);
            for (int i = 0; i < pieces; i++)
            {
                int row = (first + i) * steps;
                for (int from = 0; from < layer.Tiles.Count; from++)
                {
                    DenseProducts.Add(
                        layer.Gradient(from, rows, bundle.Channel).Slice((row + late) * layer.Tiles.Width, pieceRows * layer.Tiles.Width),
                        layer.Tiles.Width,
                        layer.Tiles.Used(from),
                        weights[(layer.Tiles.Start(from) * width)..],
                        width,
                        target.Slice(row * width, pieceRows * width));
                }
            }
        }, cancellation);
    }

    private static void ByBiases(BatchedLayer layer, int rows, double[] gradient)
    {
        foreach ((_, _, int bias) in layer.Layout.Incoming)
        {
            for (int tile = 0; tile < layer.Tiles.Count * layer.Channels && bias >= 0; tile++)
            {
                (int index, int channel) = (tile / layer.Channels, tile % layer.Channels);
                ReadOnlySpan<float> own = layer.Gradient(index, rows, channel);
                for (int row = 0; row < rows; row++)
                {
                    for (int neuron = 0; neuron < layer.Tiles.Used(index); neuron++)
                        gradient[bias + ((layer.Tiles.Start(index) + neuron) * layer.Channels) + channel] += own[(row * layer.Tiles.Width) + neuron];
                }
            }
        }
    }
}
