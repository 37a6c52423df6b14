using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Runtime.Execution.Dynamics;

namespace Sqs.Runtime.Tests.Reference;

/// <summary>One neuron of the product with random parameters, for tests of its dynamics.</summary>
internal sealed class ScoredNeuron
{
    private readonly ScoreWorkspace _workspace = new();
    private readonly PopulationDynamics _dynamics;

    public ScoredNeuron(NeuronModel model, int seed, int steps)
    {
        var random = new Random(seed);
        Steps = steps;
        Parameters = [.. model.ParameterNames.Select(_ => (4 * random.NextDouble()) - 2)];
        Currents = [.. Enumerable.Range(0, steps * model.Channels).Select(_ => (1.6 * random.NextDouble()) - 0.4)];
        _dynamics = DynamicsFactory.Create(new Population("p", 1, model, [.. Parameters]));
        Spikes = Draw(random);
    }

    public int Steps { get; }

    public double[] Parameters { get; }

    public double[] Currents { get; }

    public int[] Spikes { get; }

    public int[] Draw(Random random)
    {
        _dynamics.Bind(Parameters);
        double[] state = new double[_dynamics.StateLength];
        _dynamics.Start(state);
        int[] spikes = new int[Steps];
        for (int step = 0; step < Steps; step++)
            spikes[step] = _dynamics.Draw(0, Currents.AsSpan(step * _dynamics.Channels, _dynamics.Channels), state, random.NextDouble(), _workspace);
        return spikes;
    }

    public double[] StepLogs(double[] parameters, double[] currents, int[] spikes)
    {
        _dynamics.Bind(parameters);
        double[] logs = new double[spikes.Length];
        _dynamics.Forward(0, currents, spikes, logs, _workspace);
        return logs;
    }

    public (double[] Currents, double[] Parameters) Gradient(double[] stepWeights)
    {
        StepLogs(Parameters, Currents, Spikes);
        double[] currents = new double[Currents.Length];
        double[] parameters = new double[Parameters.Length];
        _dynamics.Backward(0, Currents, Spikes, stepWeights, currents, parameters, _workspace);
        return (currents, parameters);
    }

    /// <summary>Central finite difference of the weighted log-likelihood.</summary>
    public double Difference(double[] stepWeights, double[] values, int index)
    {
        const double Distance = 1e-5;
        double saved = values[index];
        values[index] = saved + Distance;
        double plus = Weighted();
        values[index] = saved - Distance;
        double minus = Weighted();
        values[index] = saved;
        return (plus - minus) / (2 * Distance);

        double Weighted() => StepLogs(Parameters, Currents, Spikes).Zip(stepWeights, (log, weight) => log * weight).Sum();
    }
}
