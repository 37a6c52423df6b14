using MathNet.Numerics.Distributions;
using Sqs.Compiler.Neurons;

namespace Sqs.Runtime.Execution.Dynamics;

/// <summary>
/// The dynamics of <see cref="QlifNeuron"/>; the state is the population. With a number of shots the population of a step is estimated: the number of ones is drawn from its binomial
/// distribution by the uniform number of the step. A train has no score: it is certain or impossible for the exact population.
/// </summary>
internal sealed class QlifDynamics(int neurons, QlifNeuron model) : PopulationDynamics(neurons, channels: 2, parameterCount: 0, stateLength: 1)
{
    private const int BothBits = 3;

    /// <inheritdoc/>
    public override void Bind(ReadOnlySpan<double> parameters)
    {
        // There are none.
    }

    /// <inheritdoc/>
    public override void Start(Span<double> state) => state[0] = 0;

    /// <inheritdoc/>
    public override int Draw(int neuron, ReadOnlySpan<double> currents, Span<double> state, double uniform, ScoreWorkspace workspace)
    {
        double population = Population(currents[0], currents[1], state[0]);
        if (model.Shots > 0 && population is > 0 and < 1)
            population = (double)Estimate(population, uniform) / model.Shots;
        bool fires = population > model.Threshold;
        state[0] = fires ? 0 : population;
        return fires ? BothBits : 0;
    }

    /// <inheritdoc/>
    public override void Forward(int neuron, ReadOnlySpan<double> currents, ReadOnlySpan<int> spikes, Span<double> stepLogs, ScoreWorkspace workspace)
    {
        double population = 0;
        for (int step = 0; step < spikes.Length; step++)
        {
            population = Population(currents[2 * step], currents[(2 * step) + 1], population);
            stepLogs[step] = (population > model.Threshold ? BothBits : 0) == spikes[step] ? 0 : Math.Log(ProbabilityFloor);
            population = spikes[step] != 0 ? 0 : population;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always; the local rule refuses such networks.</exception>
    public override void Backward(
        int neuron,
        ReadOnlySpan<double> currents,
        ReadOnlySpan<int> spikes,
        ReadOnlySpan<double> stepWeights,
        Span<double> currentGradient,
        Span<double> parameterGradient,
        ScoreWorkspace workspace) => throw new NotSupportedException("QLIF neurons have no score.");

    /// <summary>The population behind a step.</summary>
    /// <param name="rotation">The current z_q.</param>
    /// <param name="time">The current z_t.</param>
    /// <param name="population">The population before.</param>
    /// <returns>The population, before it is reset by a spike.</returns>
    internal double Population(double rotation, double time, double population)
    {
        double phi = 2 * Math.Asin(Math.Sqrt(population));
        if (rotation > 0)
            return Squared(Math.Sin(0.5 * ((Math.PI * rotation) + phi)));
        double decayed = population * Math.Exp(-QlifNeuron.TimeScale * Math.Abs(time) / model.RelaxationTime);
        return model.Leak == QlifLeak.Physical ? decayed : Squared(Math.Sin(0.5 * (phi - (2 * Math.Asin(Math.Sqrt(decayed))))));
    }

    private int Estimate(double population, double uniform)
    {
        int low = 0;
        int high = model.Shots;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Binomial.CDF(population, model.Shots, middle) > uniform)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private static double Squared(double x) => x * x;
}
