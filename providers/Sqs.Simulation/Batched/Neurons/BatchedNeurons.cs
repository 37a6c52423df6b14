using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>
/// The neurons of one population in single precision, structure of arrays: every operation works on neighbouring neurons side by side. A family is one class: the step forward, and
/// backward through time. Numbers of a tile lie channel after channel, in each step after step, <see cref="TileLayout.Width"/> a step.
/// </summary>
public abstract class BatchedNeurons
{
    /// <summary>Squared norms and probabilities below this count as this: a recorded spike may be as unlikely as rounding makes it, and its score stays finite.</summary>
    internal const float NormFloor = 1e-12f;

    private readonly int _tapePlanes;
    private readonly LaneWidth _lanes;

    /// <summary>Creates neurons.</summary>
    /// <param name="size">Number of neurons.</param>
    /// <param name="parameterCount">Parameters a neuron.</param>
    /// <param name="constantCount">Numbers that <see cref="Bind"/> prepares, a neuron.</param>
    /// <param name="tapePlanes">Numbers a neuron and step that a backward run keeps on its tape.</param>
    /// <param name="lanes">Width of the vectors; results do not depend on it.</param>
    private protected BatchedNeurons(int size, int parameterCount, int constantCount, int tapePlanes, LaneWidth lanes)
    {
        Tiles = new TileLayout(size);
        ParameterCount = parameterCount;
        _tapePlanes = tapePlanes;
        _lanes = lanes;
        Constants = new float[constantCount * Tiles.Padded];
    }

    /// <summary>How neurons lie in memory.</summary>
    public TileLayout Tiles { get; }

    /// <summary>Parameters a neuron.</summary>
    public int ParameterCount { get; }

    /// <summary>Whether <see cref="Forward(int, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, ReadOnlySpan{float}, Span{float})"/> looks at random numbers.</summary>
    public virtual bool IsRandom => true;

    /// <summary>Currents a neuron takes a step, and bits of its spike.</summary>
    public virtual int Channels => 1;

    /// <summary>Numbers a neuron that a backward run sums, which <see cref="Collect"/> turns into the gradient by parameters; the gradient itself by default.</summary>
    public virtual int GradientRows => ParameterCount;

    /// <summary>What <see cref="Bind"/> prepared, one row of all neurons a constant.</summary>
    private protected float[] Constants { get; }

    /// <summary>Numbers a neuron that hold its state for a population that goes on with its qubits; 0 for families without qubits to go on with.</summary>
    public virtual int StateLength => 0;

    /// <summary>Takes parameter values; by default one constant a parameter.</summary>
    /// <param name="parameters">The parameters, neuron after neuron.</param>
    public virtual void Bind(ReadOnlySpan<double> parameters)
    {
        for (int neuron = 0; neuron < Tiles.Size; neuron++)
        {
            for (int j = 0; j < ParameterCount; j++)
                Constants[neuron + (j * Tiles.Padded)] = (float)parameters[(ParameterCount * neuron) + j];
        }
    }

    /// <summary>Runs one sample through all steps, from the state before the first.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="currents">The currents.</param>
    /// <param name="uniforms">Uniform numbers in [0, 1), one a neuron and step; not read by families that are not random.</param>
    /// <param name="spikes">Takes 1 for a spike and 0 for silence.</param>
    /// <param name="before">The state to start from, <see cref="StateLength"/> planes of the tile; empty for the state before the first step.</param>
    /// <param name="after">Takes the state behind the last step; may be empty.</param>
    public void Forward(
        int tile, ReadOnlySpan<float> currents, ReadOnlySpan<float> uniforms, Span<float> spikes, ReadOnlySpan<float> before = default, Span<float> after = default)
    {
        var run = new TileRun
        {
            Tiles = Tiles,
            Steps = Steps(currents, IsRandom ? Math.Min(uniforms.Length, spikes.Length) : spikes.Length),
            Constants = Constants.AsSpan(Math.Min(Tiles.Start(tile), Constants.Length)),
            Currents = currents,
            Uniforms = uniforms,
            Spikes = spikes,
            Before = State(before),
            After = after.IsEmpty ? after : after[..(StateLength * Tiles.Width)],
        };
        switch (_lanes)
        {
            case LaneWidth.Vector512:
                Forward<FloatLanes512>(run);
                break;
            case LaneWidth.Vector256:
                Forward<FloatLanes256>(run);
                break;
            case LaneWidth.Vector128:
                Forward<FloatLanes128>(run);
                break;
            default:
                Forward<FloatLane>(run);
                break;
        }
    }

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
    /// <param name="parameterGradient">Sums for the gradient by the parameters, <see cref="GradientRows"/> rows of the tile; added to.</param>
    /// <param name="tape">Scratch memory of <see cref="TapeLength"/> numbers.</param>
    /// <param name="before">The state the forward run started from, which counts as a constant; empty for the state before the first step.</param>
    /// <param name="isLocal">Whether a step's gradient stays in the step: what it does to the neuron's own later state is left out.</param>
    public void Backward(
        int tile,
        SurrogateShape shape,
        ReadOnlySpan<float> currents,
        Span<float> spikes,
        Span<float> gradient,
        Span<float> parameterGradient,
        Span<float> tape,
        ReadOnlySpan<float> before = default,
        bool isLocal = false)
    {
        int steps = Steps(currents, Math.Min(spikes.Length, gradient.Length));
        var run = new TileRun
        {
            Tiles = Tiles,
            Steps = steps,
            Shape = shape,
            Constants = Constants.AsSpan(Math.Min(Tiles.Start(tile), Constants.Length)),
            Currents = currents,
            Spikes = spikes,
            Gradient = gradient,
            ParameterGradient = parameterGradient[..(GradientRows * Tiles.Width)],
            Tape = tape[..TapeLength(steps)],
            Before = State(before),
            IsLocal = isLocal,
        };
        switch (_lanes)
        {
            case LaneWidth.Vector512:
                Backward<FloatLanes512>(run);
                break;
            case LaneWidth.Vector256:
                Backward<FloatLanes256>(run);
                break;
            case LaneWidth.Vector128:
                Backward<FloatLanes128>(run);
                break;
            default:
                Backward<FloatLane>(run);
                break;
        }
    }

    /// <summary>Turns the sums of backward runs into the gradient by a neuron's parameters.</summary>
    /// <param name="neuron">Index of the neuron.</param>
    /// <param name="rows">Its sums, <see cref="GradientRows"/> of them.</param>
    /// <param name="gradient">Takes the gradient.</param>
    public virtual void Collect(int neuron, ReadOnlySpan<double> rows, Span<double> gradient) => rows.CopyTo(gradient);

    /// <summary>Scratch memory that <see cref="Backward(int, SurrogateShape, ReadOnlySpan{float}, Span{float}, Span{float}, Span{float}, Span{float}, ReadOnlySpan{float}, bool)"/> takes.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <returns>Number of numbers.</returns>
    public int TapeLength(int steps) => steps * _tapePlanes * (int)LaneWidth.Vector512;

    /// <summary>The kernel of <see cref="Forward(int, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, ReadOnlySpan{float}, Span{float})"/>.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="run">What to run.</param>
    private protected abstract void Forward<TLanes>(TileRun run)
        where TLanes : unmanaged, IFloatLanes<TLanes>;

    /// <summary>The kernel of <see cref="Backward(int, SurrogateShape, ReadOnlySpan{float}, Span{float}, Span{float}, Span{float}, Span{float}, ReadOnlySpan{float}, bool)"/>.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="run">What to run.</param>
    private protected abstract void Backward<TLanes>(TileRun run)
        where TLanes : unmanaged, IFloatLanes<TLanes>;

    private ReadOnlySpan<float> State(ReadOnlySpan<float> state) => state.IsEmpty ? state : state[..(StateLength * Tiles.Width)];

    /// <summary>Checks the shapes that kernels rely on when they read without bounds checks.</summary>
    private int Steps(ReadOnlySpan<float> currents, int others)
    {
        if (currents.Length != others || currents.Length % (Channels * Tiles.Width) != 0)
            throw new ArgumentException($"{currents.Length} currents and {others} numbers are no steps of {Tiles.Width} neurons of {Channels} channels.");
        return currents.Length / (Channels * Tiles.Width);
    }
}
