using System.Globalization;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Runtime.Data;
using Sqs.Runtime.Data.Codes;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Local;
using Sqs.Runtime.Learning.Optimizers;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Learning.Surrogate;
using Sqs.Runtime.Spikes;

namespace Sqs.Benchmarks.Workloads;

/// <summary>The workloads of learning: W5, whole batches through a layered network, and W6, a step of the local rule.</summary>
internal static class TrainingWorkloads
{
    private const int Batch = 256;
    private const double SpikeRate = 0.13;

    /// <summary>W5 and W6.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("W5", "784-1000-10, T = 5, batch 256, forward", Forward),
        new("W5", "784-1000-10, T = 5, batch 256, forward and backward", () => Step(Mnist(), new SurrogateRuleOptions(), Batch, withUpdate: false)),
        new("W5", "784-1000-10, T = 5, batch 256, forward, backward and Adam", () => Step(Mnist(), new SurrogateRuleOptions(), Batch, withUpdate: true)),
        new("W6", "local rule, 256-2-2 with skip, T = 10, one sample, 1 shot", () => Step(Usps(), new LocalRuleOptions { Shots = 1 }, 1, withUpdate: true)),
        new("W6", "local rule, 256-2-2 with skip, T = 10, 20 samples, 1 shot", () => Step(Usps(), new LocalRuleOptions { Shots = 1 }, 20, withUpdate: true)),
        new("W6", "local rule, 256-2-2 with skip, T = 10, 20 samples, 10 shots", () => Step(Usps(), new LocalRuleOptions { Shots = 10 }, 20, withUpdate: true)),
    ];

    private static FeedForwardGraph Mnist() =>
        new() { Inputs = 784, Hidden = [1000], Outputs = 10, Steps = 5, Neuron = new SqsNeuron(1, 1, new ChainAnsatz()) };

    private static FeedForwardGraph Usps() =>
        new() { Inputs = 256, Hidden = [2], Outputs = 2, Skip = true, Steps = 10, Neuron = new SqsNeuron(1, 1, new ChainAnsatz()) };

    private static Func<int, string> Forward()
    {
        NetworkGraph graph = new NetworkInitializer().Initialise(Mnist().Build(), 1);
        var network = new BoundNetwork(new NetworkLayout(graph));
        var trains = new NetworkTrains(network.Layout, Batch, 1);
        trains.SetInputs(Input(graph, Batch), Batch);
        var sampler = new BatchedSampler();
        ulong[] labels = [.. Enumerable.Range(0, Batch).Select(i => (ulong)i)];
        return threads =>
        {
            var request = new SamplingRequest { Samples = Batch, Seed = 1, SampleLabels = labels, Threads = threads };
            sampler.SampleAsync(network, trains, request, default).GetAwaiter().GetResult();
            return string.Create(CultureInfo.InvariantCulture, $"{trains.Populations[0].CountSpikes()} hidden spikes");
        };
    }

    private static Func<int, string> Step(FeedForwardGraph shape, LearningRuleOptions options, int samples, bool withUpdate)
    {
        NetworkGraph graph = new NetworkInitializer().Initialise(shape.Build(), 1);
        var network = new BoundNetwork(new NetworkLayout(graph));
        double[] parameters = network.Layout.Read();
        double[] gradient = new double[parameters.Length];
        double[] rates = new double[parameters.Length];
        rates.AsSpan().Fill(5e-4);
        var optimizer = new Optimizer(new OptimizerOptions(), rates);
        var batch = new LearningBatch(0, [.. Enumerable.Range(0, samples)], [.. Enumerable.Range(0, samples).Select(i => i % shape.Outputs)], Input(graph, samples));
        var rules = new Dictionary<int, ILearningRule>();
        return threads =>
        {
            if (!rules.TryGetValue(threads, out ILearningRule? rule))
                rules[threads] = rule = options.Create(new LearningContext(network, Data(graph, shape.Outputs), new KrausSampler(), samples, 1, threads));
            BatchOutcome outcome = rule.LearnAsync(batch, gradient, default).GetAwaiter().GetResult();
            if (withUpdate)
            {
                optimizer.Step(gradient, parameters);
                network.Bind(parameters);
            }

            return string.Create(CultureInfo.InvariantCulture, $"{samples} samples, {parameters.Length} parameters, loss {outcome.Loss:0.00}");
        };
    }

    private static SpikeTensor Input(NetworkGraph graph, int samples)
    {
        int lines = graph.Inputs[0].Size;
        var input = new SpikeTensor(samples, graph.Steps, lines);
        var random = new Random(3);
        for (int sample = 0; sample < samples; sample++)
        {
            for (int step = 0; step < graph.Steps; step++)
            {
                for (int line = 0; line < lines; line++)
                    input.SetSpike(sample, step, line, random.NextDouble() < SpikeRate ? 1 : 0);
            }
        }

        return input;
    }

    // Only its shape is looked at.
    private static Dataset Data(NetworkGraph graph, int classes) => new()
    {
        Spec = new DatasetSpec { Kind = DatasetKind.Task, Place = "workload" },
        Train = SampleSet.None(graph.Inputs[0].Size),
        Validation = SampleSet.None(graph.Inputs[0].Size),
        Test = SampleSet.None(graph.Inputs[0].Size),
        ClassLabels = [.. Enumerable.Range(0, classes)],
        Steps = graph.Steps,
        Lines = graph.Inputs[0].Size,
        Encoder = new BernoulliEncoder(),
    };
}
