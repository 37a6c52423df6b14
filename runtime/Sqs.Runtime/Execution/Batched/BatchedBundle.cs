using Sqs.Runtime.Execution.Wiring;
using Sqs.Simulation.Batched;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>A bundle of dense synapses between layers: its weights in tiles of the target, and in tiles of the source where gradients flow on to one.</summary>
internal sealed class BatchedBundle
{
    private readonly int _lines;
    private readonly int _offset;
    private readonly int _channels;

    /// <summary>Creates a bundle with weights 0.</summary>
    /// <param name="wiring">The wiring; dense.</param>
    /// <param name="offset">Offset of its weights in the parameter vector.</param>
    /// <param name="channel">The channel of the target.</param>
    /// <param name="lines">Number of source lines.</param>
    /// <param name="target">Layout of the target neurons.</param>
    /// <param name="source">The source's layer; null for an input.</param>
    /// <param name="events">The spikes of the source, as late as they arrive.</param>
    public BatchedBundle(SynapseWiring wiring, int offset, int channel, int lines, TileLayout target, BatchedLayer? source, BatchedEvents events)
    {
        _lines = lines;
        _offset = offset;
        _channels = wiring.Channels;
        Channel = channel;
        SourceChannel = wiring.SourceChannels == 1 ? 0 : channel;
        Delay = wiring.Synapse.Delay;
        IsSigned = wiring.IsSigned;
        Target = target;
        Source = source;
        Events = events;
        Weights = new float[lines * target.Padded];
        Backward = source is null ? [] : new float[target.Size * source.Tiles.Padded];
    }

    /// <summary>The channel of the target that its currents are of.</summary>
    public int Channel { get; }

    /// <summary>The channel of the source that it hears.</summary>
    public int SourceChannel { get; }

    /// <summary>Steps from a spike to its current.</summary>
    public int Delay { get; }

    /// <summary>Number of source lines.</summary>
    public int Lines => _lines;

    /// <summary>Layout of the target neurons.</summary>
    public TileLayout Target { get; }

    /// <summary>The source's layer; null for an input.</summary>
    public BatchedLayer? Source { get; }

    /// <summary>The spikes that arrive.</summary>
    public BatchedEvents Events { get; }

    /// <summary>Weights, for each tile of the target one row a source line.</summary>
    public float[] Weights { get; }

    /// <summary>Weights, for each tile of the source one row a target neuron.</summary>
    public float[] Backward { get; }

    /// <summary>Whether silence is heard as -1; a spike then adds twice the weight to what silence contributes.</summary>
    public bool IsSigned { get; }

    /// <summary>What silence contributes to every target neuron; empty where that is nothing.</summary>
    public float[] Silence { get; private set; } = [];

    /// <summary>Where a weight lies in the parameter vector: source by source, in each target by target with its channels side by side.</summary>
    /// <param name="line">Line of the source.</param>
    /// <param name="neuron">Target neuron.</param>
    /// <returns>The index.</returns>
    public int At(int line, int neuron) => _offset + (((line * Target.Size) + neuron) * _channels) + Channel;

    /// <summary>Takes weights.</summary>
    /// <param name="parameters">The parameter vector.</param>
    public void Bind(ReadOnlySpan<double> parameters)
    {
        for (int tile = 0; tile < Target.Count; tile++)
        {
            Span<float> matrix = Weights.AsSpan(Target.Matrix(tile, _lines));
            int used = Target.Used(tile);
            for (int line = 0; line < _lines; line++)
            {
                Span<float> row = matrix.Slice(line * Target.Width, used);
                int start = At(line, Target.Start(tile));
                if (_channels == 1)
                {
                    System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(parameters.Slice(start, used), row);
                    continue;
                }

                for (int neuron = 0; neuron < used; neuron++)
                    row[neuron] = (float)parameters[start + (neuron * _channels)];
            }
        }

        if (IsSigned)
            BindSilence(parameters);
        for (int tile = 0; Source is { } source && tile < source.Tiles.Count; tile++)
        {
            Span<float> matrix = Backward.AsSpan(source.Tiles.Matrix(tile, Target.Size));
            for (int line = 0; line < source.Tiles.Used(tile); line++)
            {
                int from = At(source.Tiles.Start(tile) + line, 0);
                for (int neuron = 0; neuron < Target.Size; neuron++)
                    matrix[(neuron * source.Tiles.Width) + line] = (float)(IsSigned ? 2 * parameters[from + (neuron * _channels)] : parameters[from + (neuron * _channels)]);
            }
        }
    }

    private void BindSilence(ReadOnlySpan<double> parameters)
    {
        Silence = new float[Target.Padded];
        for (int neuron = 0; neuron < Target.Size; neuron++)
        {
            double sum = 0;
            for (int line = 0; line < _lines; line++)
                sum -= parameters[At(line, neuron)];
            Silence[neuron] = (float)sum;
        }

        System.Numerics.Tensors.TensorPrimitives.Multiply(Weights, 2, Weights);
    }
}
