namespace Sqs.Runtime.Execution.Dynamics;

/// <summary>The dynamics of <see cref="Compiler.Neurons.LeakyNeuron"/>. They are deterministic: a train is certain or impossible, and has no score.</summary>
internal sealed class LeakyDynamics(int neurons) : PopulationDynamics(neurons, channels: 1, parameterCount: 3, stateLength: 2)
{
    private double[] _parameters = [];

    /// <inheritdoc/>
    public override void Bind(ReadOnlySpan<double> parameters) => _parameters = parameters.ToArray();

    /// <inheritdoc/>
    public override void Start(Span<double> state) => state.Clear();

    /// <inheritdoc/>
    public override int Draw(int neuron, ReadOnlySpan<double> currents, Span<double> state, double uniform, ScoreWorkspace workspace)
    {
        ReadOnlySpan<double> own = _parameters.AsSpan(3 * neuron, 3);
        state[0] = (own[0] * state[0]) + currents[0] + own[2] - (own[1] * state[1]);
        int spike = state[0] > own[1] ? 1 : 0;
        state[1] = spike;
        return spike;
    }

    /// <inheritdoc/>
    public override void Forward(int neuron, ReadOnlySpan<double> currents, ReadOnlySpan<int> spikes, Span<double> stepLogs, ScoreWorkspace workspace)
    {
        Span<double> state = stackalloc double[2];
        Start(state);
        for (int step = 0; step < spikes.Length; step++)
        {
            int spike = Draw(neuron, currents.Slice(step, 1), state, 0, workspace);
            stepLogs[step] = spike == spikes[step] ? 0 : Math.Log(ProbabilityFloor);
            state[1] = spikes[step];
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always; <see cref="Learning.Local.LocalRuleOptions.CheckNetwork"/> refuses such networks.</exception>
    public override void Backward(
        int neuron,
        ReadOnlySpan<double> currents,
        ReadOnlySpan<int> spikes,
        ReadOnlySpan<double> stepWeights,
        Span<double> currentGradient,
        Span<double> parameterGradient,
        ScoreWorkspace workspace) => throw new NotSupportedException("Deterministic neurons have no score.");
}
