using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Wiring;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Learning;

/// <summary>
/// Draws initial weights and angles. Weights are normal with mean <c>MeanCurrent / (a * bundles)</c> and standard deviation <c>Gain / sqrt(a)</c>, where a is the expected
/// number of active sources, so that currents start around half a half turn: a current that is never positive has no gradient, and rx(pi z) wraps around beyond
/// z = 1. Angles are uniform in <c>[-spread, spread]</c> around their means. Biases start at 0.
/// </summary>
public sealed record NetworkInitializer
{
    /// <summary>Mean of initial currents in half turns, all bundles that reach a neuron taken together.</summary>
    public double MeanCurrent { get; init; } = 0.5;

    /// <summary>Scale of initial currents in half turns.</summary>
    public double Gain { get; init; } = 0.25;

    /// <summary>Share of source lines expected to spike in a step.</summary>
    public double Activity { get; init; } = 0.2;

    /// <summary>Half width of the distribution of angles, radians.</summary>
    public double AngleSpread { get; init; } = 0.5;

    /// <summary>Mean of the angles that rotate input-output qubits, radians.</summary>
    public double InputAngle { get; init; }

    /// <summary>Draws.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="seed">Seed of the numbers.</param>
    /// <returns>The graph with new weights, biases and angles.</returns>
    public NetworkGraph Initialise(NetworkGraph graph, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var layout = new NetworkLayout(graph);
        double[] values = new double[layout.ParameterCount];
        for (int s = 0; s < layout.Segments.Count; s++)
        {
            ParameterSegment segment = layout.Segments[s];
            PopulationLayout population = layout.Populations[segment.Population];
            ulong stream = RandomStreams.For(RandomStreams.Initial, (ulong)s);
            Span<double> target = values.AsSpan(segment.Offset, segment.Length);
            if (segment.Kind == ParameterKind.Weight)
                DrawWeights(target, population, segment.Offset, seed, stream);
            else if (segment.Kind == ParameterKind.Angle)
                DrawAngles(target, population.Population, seed, stream);
        }

        return layout.Write(values) with { Seed = seed };
    }

    private void DrawWeights(Span<double> target, PopulationLayout population, int offset, ulong seed, ulong stream)
    {
        SynapseWiring wiring = population.Incoming.First(i => i.Weights == offset).Wiring;

        // Weights a neuron and channel: what its current adds up.
        double fanIn = (double)wiring.WeightCount / population.Width;
        double active = Math.Max(1, fanIn * Activity);
        double mean = MeanCurrent / active / population.Incoming.Length;
        double deviation = Gain / Math.Sqrt(active);
        for (int i = 0; i < target.Length; i++)
            target[i] = mean + (deviation * CounterRandom.Normal(seed, stream, (ulong)i));
    }

    private void DrawAngles(Span<double> target, Population population, ulong seed, ulong stream)
    {
        EquatableArray<string> names = population.Neuron.ParameterNames;
        EquatableArray<double> means = population.Neuron.ParameterMeans;
        for (int i = 0; i < target.Length; i++)
        {
            double mean = names[i % names.Count].StartsWith("in", StringComparison.Ordinal) ? InputAngle : means[i % names.Count];
            target[i] = mean + (AngleSpread * ((2 * CounterRandom.Uniform(seed, stream, (ulong)i)) - 1));
        }
    }
}
