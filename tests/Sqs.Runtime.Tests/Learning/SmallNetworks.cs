using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Runtime.Data;
using Sqs.Runtime.Learning;

namespace Sqs.Runtime.Tests.Learning;

/// <summary>Networks and data for tests.</summary>
internal static class SmallNetworks
{
    public static NetworkGraph Create(int inputs, int hidden, int outputs, int steps, NeuronModel? neuron = null, bool skip = false, ulong seed = 1) =>
        new NetworkInitializer { AngleSpread = 1 }.Initialise(
            new FeedForwardGraph
            {
                Inputs = inputs,
                Hidden = hidden == 0 ? [] : [hidden],
                Outputs = outputs,
                Skip = skip,
                Steps = steps,
                Neuron = neuron ?? new SqsNeuron(1, 1, new ChainAnsatz()),
                Bias = true,
            }.Build(),
            seed);

    public static Dataset Load(string spec, int? steps = null)
    {
        var diagnostics = new DiagnosticBag();
        Dataset? data = DatasetSpecParser.Parse(spec, diagnostics) is { } parsed ? DatasetLoader.Load(parsed, steps, diagnostics) : null;
        Assert.That(diagnostics, Is.Empty);
        return data!;
    }
}
