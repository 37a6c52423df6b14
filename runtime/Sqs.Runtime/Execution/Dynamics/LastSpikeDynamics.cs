namespace Sqs.Runtime.Execution.Dynamics;

/// <summary>The dynamics of <see cref="Compiler.Neurons.LastSpikeNeuron"/>: the spike probability is a function of current and last spike.</summary>
internal sealed class LastSpikeDynamics(int neurons) : PopulationDynamics(neurons, channels: 1, parameterCount: 3, stateLength: 1)
{
    private readonly double[] _coupling = new double[neurons];
    private readonly double[] _offset = new double[neurons];

    /// <inheritdoc/>
    public override void Bind(ReadOnlySpan<double> parameters)
    {
        for (int neuron = 0; neuron < Neurons; neuron++)
        {
            _coupling[neuron] = parameters[3 * neuron];
            _offset[neuron] = parameters[(3 * neuron) + 1] + parameters[(3 * neuron) + 2];
        }
    }

    /// <inheritdoc/>
    public override void Start(Span<double> state) => state[0] = 0;

    /// <inheritdoc/>
    public override int Draw(int neuron, ReadOnlySpan<double> currents, Span<double> state, double uniform, ScoreWorkspace workspace)
    {
        double sine = Math.Sin(0.5 * Angle(neuron, currents[0], state[0]));
        int spike = uniform < sine * sine ? 1 : 0;
        state[0] = spike;
        return spike;
    }

    /// <inheritdoc/>
    public override void Forward(int neuron, ReadOnlySpan<double> currents, ReadOnlySpan<int> spikes, Span<double> stepLogs, ScoreWorkspace workspace)
    {
        for (int step = 0; step < spikes.Length; step++)
        {
            double half = 0.5 * Angle(neuron, currents[step], step == 0 ? 0 : spikes[step - 1]);
            double amplitude = spikes[step] != 0 ? Math.Sin(half) : Math.Cos(half);
            stepLogs[step] = Math.Log(Math.Max(amplitude * amplitude, ProbabilityFloor));
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
        double coupling = 0;
        double offset = 0;
        for (int step = 0; step < stepWeights.Length; step++)
        {
            int last = step == 0 ? 0 : spikes[step - 1];
            (double sine, double cosine) = Math.SinCos(0.5 * Angle(neuron, currents[step], last));
            double amplitude = spikes[step] != 0 ? sine : cosine;
            double slope = spikes[step] != 0 ? sine * cosine : -sine * cosine;
            double score = stepWeights[step] * slope / Math.Max(amplitude * amplitude, ProbabilityFloor);
            offset += score;
            coupling += last * score;
            currentGradient[step] = currents[step] > 0 ? Math.PI * score : 0;
        }

        parameterGradient[0] = coupling;
        parameterGradient[1] = offset;
        parameterGradient[2] = offset;
    }

    private double Angle(int neuron, double current, double last) =>
        (current > 0 ? Math.PI * current : 0) + _offset[neuron] + (last * _coupling[neuron]);
}
