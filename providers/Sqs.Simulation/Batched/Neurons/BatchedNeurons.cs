using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>
/// The neurons of one population in single precision, structure of arrays: every operation works on neighbouring neurons side by side. One channel. A family is one
/// class: the step forward, and backward through time. Numbers of a tile lie step after step, <see cref="TileLayout.Width"/> a step.
/// </summary>
public abstract class BatchedNeurons
{
    /// <summary>Creates neurons.</summary>
    /// <param name="size">Number of neurons.</param>
    /// <param name="parameterCount">Parameters a neuron.</param>
    /// <param name="constantCount">Numbers that <see cref="Bind"/> prepares, a neuron.</param>
    /// <param name="lanes">Width of the vectors; results do not depend on it.</param>
    private protected BatchedNeurons(int size, int parameterCount, int constantCount, LaneWidth lanes)
    {
        Tiles = new TileLayout(size);
        ParameterCount = parameterCount;
        Lanes = lanes;
        Constants = new float[constantCount * Tiles.Padded];
    }

    /// <summary>How neurons lie in memory.</summary>
    public TileLayout Tiles { get; }

    /// <summary>Parameters a neuron.</summary>
    public int ParameterCount { get; }

    /// <summary>Whether <see cref="Forward"/> looks at random numbers.</summary>
    public virtual bool IsRandom => true;

    /// <summary>Width of the vectors.</summary>
    private protected LaneWidth Lanes { get; }

    /// <summary>What <see cref="Bind"/> prepared, one row of all neurons a constant.</summary>
    private protected float[] Constants { get; }

    /// <summary>Takes parameter values.</summary>
    /// <param name="parameters">The parameters, neuron after neuron.</param>
    public abstract void Bind(ReadOnlySpan<double> parameters);

    /// <summary>Runs one sample through all steps, from the state before the first.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="currents">The currents.</param>
    /// <param name="uniforms">Uniform numbers in [0, 1), one a neuron and step; not read by families that are not random.</param>
    /// <param name="spikes">Takes 1 for a spike and 0 for silence.</param>
    public abstract void Forward(int tile, ReadOnlySpan<float> currents, ReadOnlySpan<float> uniforms, Span<float> spikes);

    /// <summary>
    /// Takes a gradient back through time. The recorded spikes stand: what a spike does to the neuron's own state is a constant, and a spike as an output has the
    /// derivative of the surrogate. With <see cref="SurrogateShape.StraightThrough"/> and random neurons the result is the exact gradient of
    /// <c>sum over t of gradient_t * p(spike at t | recorded past)</c>.
    /// </summary>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="shape">The surrogate.</param>
    /// <param name="currents">The currents of the forward run.</param>
    /// <param name="spikes">Its spikes.</param>
    /// <param name="gradient">The gradient by the spikes; replaced by the gradient by the currents.</param>
    /// <param name="parameterGradient">The gradient by the parameters, one row of the tile a parameter; added to.</param>
    /// <param name="tape">Scratch memory of <see cref="TapeLength"/> numbers.</param>
    public abstract void Backward(
        int tile,
        SurrogateShape shape,
        ReadOnlySpan<float> currents,
        ReadOnlySpan<float> spikes,
        Span<float> gradient,
        Span<float> parameterGradient,
        Span<float> tape);

    /// <summary>Scratch memory that <see cref="Backward"/> takes.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <returns>Number of numbers.</returns>
    public abstract int TapeLength(int steps);

    /// <summary>The constants of a tile, each from its first neuron on.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <returns>Row c starts at <c>c * <see cref="TileLayout.Padded"/></c>.</returns>
    private protected ReadOnlySpan<float> ConstantsOf(int tile) => Constants.AsSpan(Tiles.Start(tile));

    /// <summary>Checks the shapes that kernels rely on when they read without bounds checks.</summary>
    /// <param name="currents">The currents.</param>
    /// <param name="others">Numbers that go with them.</param>
    /// <returns>Number of steps.</returns>
    private protected int Steps(ReadOnlySpan<float> currents, int others)
    {
        if (currents.Length != others || currents.Length % Tiles.Width != 0)
            throw new ArgumentException($"{currents.Length} currents and {others} numbers are no steps of {Tiles.Width} neurons.");
        return currents.Length / Tiles.Width;
    }
}
