using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Execution.Dynamics;

/// <summary>
/// The neurons of a population as stochastic processes: how a current and a state give the probability of a spike, and how the log-likelihood of a recorded
/// train depends on currents and parameters. Bound to parameter values by <see cref="Bind"/>; after that all members may be called from many threads,
/// each with a workspace of its own. Spikes are numbers, channel i is bit i. Currents of a train are step after step, one a channel.
/// </summary>
internal abstract class PopulationDynamics(int neurons, int channels, int parameterCount, int stateLength)
{
    /// <summary>Probabilities below this count as this in logarithms and quotients, so that an impossible clamped spike has a finite score.</summary>
    public const double ProbabilityFloor = 1e-12;

    /// <summary>Number of neurons.</summary>
    public int Neurons { get; } = neurons;

    /// <summary>Bits of a spike.</summary>
    public int Channels { get; } = channels;

    /// <summary>Parameters a neuron.</summary>
    public int ParameterCount { get; } = parameterCount;

    /// <summary>Numbers that hold the state of a neuron.</summary>
    public int StateLength { get; } = stateLength;

    /// <summary>Takes parameter values.</summary>
    /// <param name="parameters">The parameters, neuron after neuron.</param>
    public abstract void Bind(ReadOnlySpan<double> parameters);

    /// <summary>Sets the state before the first step.</summary>
    /// <param name="state">The state.</param>
    public abstract void Start(Span<double> state);

    /// <summary>Draws a spike and advances the state.</summary>
    /// <param name="neuron">Index of the neuron.</param>
    /// <param name="currents">One a channel.</param>
    /// <param name="state">The state.</param>
    /// <param name="uniform">A uniform random number in [0, 1).</param>
    /// <param name="workspace">Scratch memory.</param>
    /// <returns>The spike.</returns>
    public abstract int Draw(int neuron, ReadOnlySpan<double> currents, Span<double> state, double uniform, ScoreWorkspace workspace);

    /// <summary>Draws the spikes of all neurons at a step and advances their states.</summary>
    /// <param name="currents">The currents of the population.</param>
    /// <param name="states">The states, neuron after neuron.</param>
    /// <param name="uniforms">Uniform random numbers in [0, 1), one a neuron.</param>
    /// <param name="row">Takes the spikes; silent before.</param>
    /// <param name="workspace">Scratch memory.</param>
    public virtual void DrawStep(ReadOnlySpan<double> currents, Span<double> states, ReadOnlySpan<double> uniforms, Span<ulong> row, ScoreWorkspace workspace)
    {
        for (int neuron = 0; neuron < Neurons; neuron++)
        {
            int spike = Draw(neuron, currents.Slice(neuron * Channels, Channels), states.Slice(neuron * StateLength, StateLength), uniforms[neuron], workspace);
            if (spike != 0)
                SpikeTensor.WriteSpike(row, neuron, Channels, spike);
        }
    }

    /// <summary>The log-likelihood of a recorded train, step by step given the past; leaves in the workspace what <see cref="Backward"/> needs.</summary>
    /// <param name="neuron">Index of the neuron.</param>
    /// <param name="currents">Currents of the train.</param>
    /// <param name="spikes">One a step.</param>
    /// <param name="stepLogs">Takes log p(spike | past), one a step.</param>
    /// <param name="workspace">Scratch memory.</param>
    public abstract void Forward(int neuron, ReadOnlySpan<double> currents, ReadOnlySpan<int> spikes, Span<double> stepLogs, ScoreWorkspace workspace);

    /// <summary>The gradient of <c>sum over t of weight_t * log p(spike_t | past)</c> after <see cref="Forward"/> of the same train.</summary>
    /// <param name="neuron">Index of the neuron.</param>
    /// <param name="currents">Currents of the train.</param>
    /// <param name="spikes">One a step.</param>
    /// <param name="stepWeights">One a step; a span shorter than the train stands for zeros behind it.</param>
    /// <param name="currentGradient">Takes the gradient by the currents of the weighted steps.</param>
    /// <param name="parameterGradient">Takes the gradient by the neuron's parameters.</param>
    /// <param name="workspace">Scratch memory.</param>
    public abstract void Backward(
        int neuron,
        ReadOnlySpan<double> currents,
        ReadOnlySpan<int> spikes,
        ReadOnlySpan<double> stepWeights,
        Span<double> currentGradient,
        Span<double> parameterGradient,
        ScoreWorkspace workspace);
}
