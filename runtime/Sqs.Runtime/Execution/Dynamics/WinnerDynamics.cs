using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Execution.Dynamics;

/// <summary>The dynamics of <see cref="Compiler.Neurons.WinnerNeuron"/>: the largest current spikes. No neuron has a process of its own, so there is no score.</summary>
internal sealed class WinnerDynamics(int neurons, bool sums) : PopulationDynamics(neurons, channels: 1, parameterCount: 0, stateLength: 1)
{
    private const string Reason = "The spike of a neuron depends on the currents of all others.";

    /// <inheritdoc/>
    public override void Bind(ReadOnlySpan<double> parameters)
    {
        // There are none.
    }

    /// <inheritdoc/>
    public override void Start(Span<double> state) => state[0] = 0;

    /// <inheritdoc/>
    public override void DrawStep(ReadOnlySpan<double> currents, Span<double> states, ReadOnlySpan<double> uniforms, Span<ulong> row, ScoreWorkspace workspace)
    {
        int best = 0;
        for (int neuron = 0; neuron < currents.Length; neuron++)
        {
            states[neuron] = currents[neuron] + (sums ? states[neuron] : 0);
            best = states[neuron] > states[best] ? neuron : best;
        }

        SpikeTensor.WriteSpike(row, best, 1, 1);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always; see <see cref="DrawStep"/>.</exception>
    public override int Draw(int neuron, ReadOnlySpan<double> currents, Span<double> state, double uniform, ScoreWorkspace workspace) =>
        throw new NotSupportedException(Reason);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Forward(int neuron, ReadOnlySpan<double> currents, ReadOnlySpan<int> spikes, Span<double> stepLogs, ScoreWorkspace workspace) =>
        throw new NotSupportedException(Reason);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Backward(
        int neuron,
        ReadOnlySpan<double> currents,
        ReadOnlySpan<int> spikes,
        ReadOnlySpan<double> stepWeights,
        Span<double> currentGradient,
        Span<double> parameterGradient,
        ScoreWorkspace workspace) => throw new NotSupportedException(Reason);
}
