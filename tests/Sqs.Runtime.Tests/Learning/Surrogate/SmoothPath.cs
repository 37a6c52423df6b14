using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Dynamics;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Tests.Learning.Surrogate;

/// <summary>
/// The smooth function whose gradient surrogate gradients are: around recorded spikes s each spike is <c>s + slope(p) (p' - p)</c> with p its probability as
/// recorded and p' that of changed parameters and currents, given the recorded past of its neuron. In double precision, by the dynamics of the sampler.
/// </summary>
internal sealed class SmoothPath
{
    private const double Distance = 1e-5;

    private readonly NetworkLayout _layout;
    private readonly NetworkTrains _trains;
    private readonly int _samples;
    private readonly SurrogateShape _shape;
    private readonly double[] _parameters;
    private readonly double[][] _recorded;

    public SmoothPath(NetworkLayout layout, NetworkTrains trains, int samples, SurrogateShape shape, double[] parameters)
    {
        _layout = layout;
        _trains = trains;
        _samples = samples;
        _shape = shape;
        _parameters = parameters;
        _recorded = [.. layout.Populations.Select(p => new double[samples * layout.Graph.Steps * p.Size])];
        Spikes(parameters, record: true);
    }

    /// <summary>The central difference of the objective by a parameter.</summary>
    public double Slope(int parameter, float[] outputGradient)
    {
        double saved = _parameters[parameter];
        _parameters[parameter] = saved + Distance;
        double plus = Objective(outputGradient);
        _parameters[parameter] = saved - Distance;
        double minus = Objective(outputGradient);
        _parameters[parameter] = saved;
        return (plus - minus) / (2 * Distance);
    }

    private double Objective(float[] outputGradient)
    {
        double[] spikes = Spikes(_parameters, record: false)[_layout.Outputs[0]];
        int steps = _layout.Graph.Steps;
        int outputs = _layout.OutputSize;
        double sum = 0;
        for (int i = 0; i < spikes.Length; i++)
        {
            int step = i / outputs % steps;
            int sample = i / outputs / steps;
            sum += step < 1 ? 0 : outputGradient[(sample * outputs) + (i % outputs)] * spikes[i];
        }

        return sum;
    }

    // [sample][step][neuron] of every population.
    private double[][] Spikes(double[] parameters, bool record)
    {
        int steps = _layout.Graph.Steps;
        double[][] spikes = [.. _recorded.Select(r => new double[r.Length])];
        var workspace = new ScoreWorkspace();
        double[] currents = new double[steps];
        double[] logs = new double[steps];
        int[] train = new int[steps];
        foreach (int index in Order())
        {
            PopulationLayout population = _layout.Populations[index];
            PopulationDynamics dynamics = DynamicsFactory.Create(population.Population);
            dynamics.Bind(parameters.AsSpan(population.AngleOffset, population.Population.Parameters.Count));
            SpikeTensor tensor = _trains.Populations[index];
            for (int sample = 0; sample < _samples; sample++)
            {
                for (int neuron = 0; neuron < population.Size; neuron++)
                {
                    for (int step = 0; step < steps; step++)
                    {
                        currents[step] = Current(population, parameters, spikes, sample, step, neuron);
                        train[step] = tensor.Spike(sample, step, neuron);
                    }

                    dynamics.Forward(neuron, currents, train, logs, workspace);
                    for (int step = 0; step < steps; step++)
                    {
                        int at = (((sample * steps) + step) * population.Size) + neuron;
                        double p = train[step] == 1 ? Math.Exp(logs[step]) : 1 - Math.Exp(logs[step]);
                        if (record)
                            _recorded[index][at] = p;
                        spikes[index][at] = train[step] + (Slope(_recorded[index][at]) * (p - _recorded[index][at]));
                    }
                }
            }
        }

        return spikes;
    }

    private double Current(PopulationLayout population, double[] parameters, double[][] spikes, int sample, int step, int neuron)
    {
        int inputs = _layout.Graph.Inputs.Count;
        int steps = _layout.Graph.Steps;
        double current = 0;
        foreach ((var wiring, int weights, int bias) in population.Incoming)
        {
            current += bias < 0 ? 0 : parameters[bias + neuron];
            int from = step - wiring.Synapse.Delay;
            int lines = wiring.WeightCount / population.Size;
            for (int line = 0; line < lines && from >= 0; line++)
            {
                double spike = wiring.Source < inputs
                    ? _trains.Inputs[wiring.Source].Spike(sample, from, line)
                    : spikes[wiring.Source - inputs][(((sample * steps) + from) * lines) + line];
                spike = wiring.IsSigned ? (2 * spike) - 1 : spike;
                current += parameters[weights + (line * population.Size) + neuron] * spike;
            }
        }

        return current;
    }

    private IEnumerable<int> Order() => Enumerable.Range(0, _layout.Populations.Length);

    private double Slope(double p) => _shape switch
    {
        SurrogateShape.Sigmoid => p * (1 - p),
        SurrogateShape.StraightThrough or SurrogateShape.HardTanh => 1,
        _ => 1 / (1 + Math.Pow(Math.PI * (p - 0.5), 2)),
    };
}
