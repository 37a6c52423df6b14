using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Simulation.Tests.Equivalence;

/// <summary>Draws small networks from a seed.</summary>
internal static class RandomNetworks
{
    /// <summary>A network of one or two layers with at most ten spike bits altogether.</summary>
    /// <param name="random">Where the choices come from.</param>
    /// <returns>The network.</returns>
    public static NetworkGraph Layered(System.Random random)
    {
        int steps = random.Next(1, 4);
        int channels = random.Next(4) == 0 ? 2 : 1;
        Population hidden = Neurons("h", random.Next(1, 3), channels, random);
        Population output = Neurons("o", 1, channels, random);
        return new NetworkGraph
        {
            Name = "random",
            Steps = steps,
            Inputs = [new InputNode("x", 2)],
            Populations = [hidden, output],
            Synapses =
            [
                Dense("x", hidden, 2, random, delay: random.Next(2)),
                Dense("h", output, hidden.Size, random, delay: random.Next(2)),
                Dense("x", output, 2, random, delay: 0),
            ],
            Outputs = ["o"],
        };
    }

    private static Population Neurons(string name, int size, int channels, System.Random random)
    {
        Ansatz ansatz = random.Next(3) switch
        {
            0 => new ChainAnsatz(),
            1 => new RingAnsatz(random.Next(1, 3)),
            _ => new FullAnsatz(1),
        };
        var model = new SqsNeuron(channels, random.Next(3), ansatz);
        return new Population(name, size, model, Numbers(size * model.ParameterNames.Count, 3, random));
    }

    private static Synapse Dense(string from, Population to, int sources, System.Random random, int delay) => new()
    {
        Name = $"{from}_{to.Name}",
        From = from,
        To = to.Name,
        Kind = ConnectionKind.Dense,
        Weights = Numbers(to.Neuron.Channels * to.Size * sources, 1, random),
        Bias = random.Next(3) == 0 ? Numbers(to.Neuron.Channels * to.Size, 0.5, random) : [],
        Delay = delay,
    };

    private static EquatableArray<double> Numbers(int count, double scale, System.Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * 2 * scale)];
}
