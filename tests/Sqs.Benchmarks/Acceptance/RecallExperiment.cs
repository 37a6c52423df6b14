using System.Globalization;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Controls;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Learning.Local;
using Sqs.Runtime.Learning.Optimizers;

namespace Sqs.Benchmarks.Acceptance;

internal static class RecallExperiment
{
    public static async Task<int> RunAsync(string[] args)
    {
        double Arg(string name, double fallback) => args.FirstOrDefault(a => a.StartsWith(name + "=", StringComparison.Ordinal)) is { } a
            ? double.Parse(a[(name.Length + 1)..], CultureInfo.InvariantCulture) : fallback;
        var diagnostics = new DiagnosticBag();
        Dataset data = DatasetLoader.Load(DatasetSpecParser.Parse(args[0], diagnostics)!, null, diagnostics)!;
        int io = 1;
        int m = (int)Arg("m", 2);
        int layers = (int)Arg("layers", 2);
        Ansatz ansatz = Arg("chain", 0) > 0 ? new ChainAnsatz() : Arg("ring", 0) > 0 ? new RingAnsatz(layers) : new FullAnsatz(layers);
        for (int seed = 0; seed < (int)Arg("seeds", 3); seed++)
        {
            NetworkGraph graph = new NetworkInitializer { AngleSpread = Arg("spread", 1), Gain = Arg("gain", 0.25), Activity = 1 }.Initialise(
                new FeedForwardGraph
                {
                    Inputs = data.Lines,
                    Hidden = Arg("h", 0) > 0 ? [(int)Arg("h", 0)] : [],
                    Outputs = data.ClassCount,
                    Steps = data.Steps,
                    Neuron = new SqsNeuron(io, m, ansatz),
                    Bias = Arg("bias", 0) > 0,
                }.Build(),
                (ulong)seed);
            var options = new TrainingOptions
            {
                Epochs = (int)Arg("epochs", 20),
                BatchSize = (int)Arg("batch", 20),
                Seed = (ulong)seed,
                Threads = 1,
                Rule = new LocalRuleOptions { Shots = Arg("h", 0) > 0 ? (int)Arg("k", 10) : 1, Baseline = BaselineKind.Mean },
                Optimizer = new OptimizerOptions { WeightRate = Arg("lr", 0.02), BiasRate = Arg("lr", 0.02), AngleRate = Arg("lr", 0.02) },
            };
            await Report("sqs", graph, options);
            if (Arg("controls", 0) > 0 && ControlNetworks.WithoutEntanglement(graph, out IReadOnlyList<string> frozen) is { } apart)
                await Report("no entanglement", apart, options with { Frozen = frozen });
            if (Arg("controls", 0) > 0 && ControlNetworks.WithLastSpike(graph) is { } last)
                await Report("last spike", last, options);
        }

        return 0;

        async Task Report(string name, NetworkGraph graph, TrainingOptions options)
        {
            for (int delay = (int)Arg("from", 100); delay < data.Spec.Delay; delay++)
            {
                Dataset easier = DatasetLoader.Load(data.Spec with { Delay = delay }, null, diagnostics)!;
                TrainingResult r = (await new Trainer(new KrausSampler()).TrainAsync(graph with { Steps = easier.Steps }, easier, options, null, null, diagnostics, default))!;
                graph = r.Graph with { Steps = data.Steps };
                Console.Write($"{delay}:{r.Epochs[^1].Accuracy:F2} ");
            }

            TrainingResult result = (await new Trainer(new KrausSampler()).TrainAsync(graph, data, options, null, null, diagnostics, default))!;
            EvaluationResult test = await new Evaluator(new KrausSampler()).EvaluateAsync(
                new BoundNetwork(new NetworkLayout(result.Graph)), data, DataPart.Test, 1, options.Seed, 1, default);
            string curve = string.Join(' ', result.Epochs.Where((_, i) => i % Math.Max(1, options.Epochs / 8) == 0).Select(e => $"{e.Loss:F2}/{e.Accuracy:F2}"));
            Console.WriteLine($"{name} {options.Seed}: {test.Accuracy:F3} [{test.Interval.Low:F3}, {test.Interval.High:F3}] loss {test.Loss:F3} {result.Epochs.Average(e => e.Seconds):F3} s/epoch | {curve}");
        }
    }
}
