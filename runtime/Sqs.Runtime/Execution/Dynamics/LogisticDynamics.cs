namespace Sqs.Runtime.Execution.Dynamics;

/// <summary>The dynamics of <see cref="Compiler.Neurons.LogisticNeuron"/>, with its exact scores.</summary>
internal sealed class LogisticDynamics(int neurons) : PopulationDynamics(neurons, channels: 1, parameterCount: 3, stateLength: 1)
{
    private double[] _parameters = [];

    /// <inheritdoc/>
    public override void Bind(ReadOnlySpan<double> parameters) => _parameters = parameters.ToArray();

    /// <inheritdoc/>
    public override void Start(Span<double> state) => state[0] = 0;

    /// <inheritdoc/>
    public override int Draw(int neuron, ReadOnlySpan<double> currents, Span<double> state, double uniform, ScoreWorkspace workspace)
    {
        int spike = uniform < Probability(neuron, currents[0], state[0]) ? 1 : 0;
        state[0] = (_parameters[(3 * neuron) + 1] * state[0]) + spike;
        return spike;
    }

    /// <inheritdoc/>
    public override void Forward(int neuron, ReadOnlySpan<double> currents, ReadOnlySpan<int> spikes, Span<double> stepLogs, ScoreWorkspace workspace)
    {
        double trace = 0;
        for (int step = 0; step < spikes.Length; step++)
        {
            double probability = Probability(neuron, currents[step], trace);
            stepLogs[step] = Math.Log(Math.Max(spikes[step] != 0 ? probability : 1 - probability, ProbabilityFloor));
            trace = (_parameters[(3 * neuron) + 1] * trace) + spikes[step];
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        int neuron,
        ReadOnlySpan<double> currents,
        ReadOnlySpan<int> spikes,
        ReadOnlySpan<double> stepWeights,
        Span<double> currentGradient,
        Span<double> parameterGradient,
        ScoreWorkspace workspace)
    {
        (double feedback, double decay) = (_parameters[3 * neuron], _parameters[(3 * neuron) + 1]);
        parameterGradient[..3].Clear();
        double trace = 0;

        // The derivative of the trace by the decay runs along with it.
        double traceByDecay = 0;
        for (int step = 0; step < stepWeights.Length; step++)
        {
            double score = stepWeights[step] * (spikes[step] - Probability(neuron, currents[step], trace));
            currentGradient[step] = score;
            parameterGradient[0] += score * trace;
            parameterGradient[1] += score * feedback * traceByDecay;
            parameterGradient[2] += score;
            traceByDecay = trace + (decay * traceByDecay);
            trace = (decay * trace) + spikes[step];
        }
    }

    private double Probability(int neuron, double current, double trace) =>
        1 / (1 + Math.Exp(-(current + _parameters[(3 * neuron) + 2] + (_parameters[3 * neuron] * trace))));
}
