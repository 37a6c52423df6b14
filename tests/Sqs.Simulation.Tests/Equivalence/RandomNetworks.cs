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

    /// <summary>A recurrent network of two populations with at most eight spike bits altogether: delays, skips, every kind of synapse.</summary>
    /// <param name="random">Where the choices come from.</param>
    /// <returns>The network.</returns>
    public static NetworkGraph Recurrent(System.Random random)
    {
        int channels = random.Next(5) == 0 ? 2 : 1;
        int steps = channels == 2 ? 2 : random.Next(2, 4);
        Population hidden = Neurons("h", channels == 2 || steps == 3 ? 1 : random.Next(1, 4), channels, random);
        Population output = Neurons("o", 1, channels, random);
        if (steps == 2 && channels == 1 && random.Next(3) == 0)
            hidden = new Population("h", 2, new LastSpikeNeuron(), Numbers(6, 3, random));
        bool isPositive = random.Next(3) == 0;
        var synapses = new List<Synapse>
        {
            Dense("x", hidden, 2, random, delay: random.Next(3)),
            Dense("h", output, hidden.Size, random, delay: random.Next(3)),
        };
        if (isPositive)
            synapses[1] = synapses[1] with { Weights = [.. synapses[1].Weights.Select(Math.Abs)], Bias = [] };
        if (random.Next(2) == 0)
            synapses.Add(Dense("h", hidden, hidden.Size, random, delay: random.Next(1, 3)) with { Kind = ConnectionKind.OneToOne, Weights = Numbers(channels * hidden.Size, 1, random), Bias = [] });
        if (random.Next(3) == 0)
        {
            synapses.Add(Dense("o", hidden, 1, random, delay: 1) with
            {
                Kind = ConnectionKind.Sparse,
                Sources = [0],
                Targets = [hidden.Size - 1],
                Weights = Numbers(channels, 1, random),
                Bias = [],
            });
        }

        if (!isPositive && random.Next(2) == 0)
            synapses.Add(Dense("x", output, 2, random, delay: 0) with { Name = "skip" });
        return new NetworkGraph
        {
            Name = "recurrent",
            Steps = steps,
            Inputs = [new InputNode("x", 2)],
            Populations = [hidden, output],
            Synapses = [.. synapses],
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
