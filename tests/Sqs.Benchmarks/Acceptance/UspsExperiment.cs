using System.Globalization;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Learning.Local;
using Sqs.Runtime.Learning.Optimizers;

namespace Sqs.Benchmarks.Acceptance;

internal static class UspsExperiment
{
    public static async Task<int> RunAsync(string[] args)
    {
        double Arg(string name, double fallback) => args.FirstOrDefault(a => a.StartsWith(name + "=", StringComparison.Ordinal)) is { } a
            ? double.Parse(a[(name.Length + 1)..], CultureInfo.InvariantCulture) : fallback;
        var diagnostics = new DiagnosticBag();
        DatasetSpec spec = DatasetSpecParser.Parse(args[0], diagnostics)!;
        Dataset? data = DatasetLoader.Load(spec, null, diagnostics);
        if (data is null)
        {
            foreach (Diagnostic d in diagnostics)
                Console.Error.WriteLine(d);
            return 1;
        }

        int h = (int)Arg("h", 2);
        bool skip = Arg("skip", 0) > 0;
        var accuracies = new List<double>();
        for (int seed = 0; seed < (int)Arg("seeds", 5); seed++)
        {
            NetworkGraph graph = new FeedForwardGraph
            {
                Inputs = data.Lines,
                Hidden = [h],
                Outputs = data.ClassCount,
                Skip = skip,
                Steps = data.Steps,
                Neuron = new SqsNeuron(1, 1, new ChainAnsatz()),
                Bias = Arg("bias", 0) > 0,
            }.Build();
            graph = new NetworkInitializer { Gain = Arg("gain", 0.25), MeanCurrent = Arg("mean", 0.5), InputAngle = Arg("angle", 0), AngleSpread = Arg("spread", 0.5) }.Initialise(graph, (ulong)seed);
            var options = new TrainingOptions
            {
                Epochs = (int)Arg("epochs", 5),
                BatchSize = (int)Arg("batch", 20),
                Seed = (ulong)seed,
                Threads = (int)Arg("threads", 1),
                Rule = new LocalRuleOptions
                {
                    Shots = (int)Arg("k", 10),
                    Combination = (ShotCombination)(int)Arg("comb", 1),
                    Credit = (CreditAssignment)(int)Arg("credit", 0),
                    Baseline = (BaselineKind)(int)Arg("base", 2),
                    SparsityWeight = Arg("sparse", 0),
                },
                Optimizer = new OptimizerOptions { WeightRate = Arg("lr", 0.02), BiasRate = Arg("lr", 0.02), AngleRate = Arg("alr", Arg("lr", 0.02)), ClipNorm = Arg("clip", 10) },
            };
            var trainer = new Trainer(new KrausSampler());
            TrainingResult result = (await trainer.TrainAsync(graph, data, options, null, null, diagnostics, default))!;
            foreach (Diagnostic d in diagnostics)
                Console.Error.WriteLine(d);
            EvaluationResult test = await new Evaluator(new KrausSampler()).EvaluateAsync(
                new BoundNetwork(new NetworkLayout(result.Graph)), data, DataPart.Test, 1, (ulong)seed, options.Threads, default);
            accuracies.Add(test.Accuracy);
            string curve = string.Join(' ', result.Epochs.Select(e => $"{e.Loss:F2}/{e.Accuracy:F3}"));
            Console.WriteLine($"seed {seed}: test {test.Accuracy:F3} [{test.Interval.Low:F3}, {test.Interval.High:F3}] loss {test.Loss:F2} rate {result.Epochs[^1].SpikeRate:F2} {result.Epochs.Average(e => e.Seconds):F3} s/epoch | {curve}");
        }

        Console.WriteLine($"mean {accuracies.Average():F4}");
        return 0;
    }
}
