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

/// <summary>
/// USPS 1 against 7 with the local rule (the task of arXiv 2506.21324): single-shot test accuracy over seeds 0 to 4, with and without synapses from input to output,
/// beside logistic regression. <c>usps DIRECTORY</c>; exit code 1 when a mean is below its bound.
/// </summary>
internal static class UspsExperiment
{
    private const int Seeds = 5;

    private static readonly Setting[] Settings =
    [
        new("2 hidden, with skip", Hidden: 2, Skip: true, Epochs: 5, BaselineKind.PerParameter, Rate: 0.02, Bound: 0.98),
        new("8 hidden, no skip", Hidden: 8, Skip: false, Epochs: 10, BaselineKind.Mean, Rate: 0.01, Bound: 0.97),
        new("2 hidden, no skip", Hidden: 2, Skip: false, Epochs: 10, BaselineKind.PerParameter, Rate: 0.02, Bound: 0.90),
    ];

    /// <summary>Runs the experiment.</summary>
    /// <param name="directory">The directory with zip.train and zip.test.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string directory)
    {
        var diagnostics = new DiagnosticBag();
        DatasetSpec? spec = DatasetSpecParser.Parse($"usps:{directory}?classes=1,7&train=500&test=125&seed=42&steps=10&cap=0.5", diagnostics);
        Dataset? data = spec is null ? null : DatasetLoader.Load(spec, null, diagnostics);
        if (data is null)
        {
            foreach (Diagnostic diagnostic in diagnostics)
                await Console.Error.WriteLineAsync(diagnostic.ToString());
            return 1;
        }

        Console.WriteLine($"logistic regression on pixels: {AccuracyLine.Of(LogisticRegression.Fit(data).Evaluate(data.Test))}");
        bool isGood = true;
        foreach (Setting setting in Settings)
            isGood &= await RunSettingAsync(setting, data);
        return isGood ? 0 : 1;
    }

    private static async Task<bool> RunSettingAsync(Setting setting, Dataset data)
    {
        double sum = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            NetworkGraph graph = new NetworkInitializer().Initialise(Graph(setting, data), (ulong)seed);
            var options = new TrainingOptions
            {
                Epochs = setting.Epochs,
                Seed = (ulong)seed,
                Threads = 1,
                Rule = new LocalRuleOptions { Baseline = setting.Baseline },
                Optimizer = new OptimizerOptions { WeightRate = setting.Rate, BiasRate = setting.Rate, AngleRate = setting.Rate },
            };
            var sampler = new KrausSampler();
            TrainingResult result = (await new Trainer(sampler).TrainAsync(graph, data, options, null, null, new DiagnosticBag(), default))!;
            var network = new BoundNetwork(new NetworkLayout(result.Graph));
            EvaluationResult test = await new Evaluator(sampler).EvaluateAsync(network, data, DataPart.Test, shots: 1, (ulong)seed, threads: 1, default);
            sum += test.Accuracy;
            Console.WriteLine($"{setting.Name}, seed {seed}: {AccuracyLine.Of(test)}, {result.Epochs.Average(e => e.Seconds):F2} s an epoch of 500 on one thread");
        }

        double mean = sum / Seeds;
        Console.WriteLine($"{setting.Name}: mean {mean:F4} after {setting.Epochs} epochs, bound {setting.Bound:F2}: {(mean >= setting.Bound ? "reached" : "MISSED")}");
        return mean >= setting.Bound;
    }

    private static NetworkGraph Graph(Setting setting, Dataset data) => new FeedForwardGraph
    {
        Name = "usps-1v7",
        Inputs = data.Lines,
        Hidden = [setting.Hidden],
        Outputs = data.ClassCount,
        Skip = setting.Skip,
        Steps = data.Steps,
        Neuron = new SqsNeuron(1, 1, new ChainAnsatz()),
    }.Build();

    private sealed record Setting(string Name, int Hidden, bool Skip, int Epochs, BaselineKind Baseline, double Rate, double Bound);
}
