using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning.Evaluation;

namespace Sqs.Runtime.Learning.Controls;

/// <summary>Measures the controls that stand beside a result, all on the test part.</summary>
public static class ControlMeasurements
{
    /// <summary>Controls that need no network: the most frequent class of the training part, and logistic regression on the raw numbers.</summary>
    /// <param name="data">The data, with training and test samples.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The measurements.</returns>
    public static IReadOnlyList<ControlResult> WithoutNetwork(Dataset data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        return
        [
            new ControlResult("majority", Majority(data)),
            new ControlResult("logistic_regression", LogisticRegression.Fit(data, cancellation: cancellation).Evaluate(data.Test)),
        ];
    }

    /// <summary>Trains the control networks with the settings of the network they stand beside, and measures them with one shot a sample.</summary>
    /// <param name="graph">The network with its initial values.</param>
    /// <param name="data">The data, with training and test samples.</param>
    /// <param name="options">The settings.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The measurements; a control that the network has no counterpart for is left out.</returns>
    public static async Task<IReadOnlyList<ControlResult>> TrainAsync(NetworkGraph graph, Dataset data, TrainingOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var results = new List<ControlResult>();
        if (ControlNetworks.WithoutEntanglement(graph, out IReadOnlyList<string> frozen) is { } apart)
            results.Add(await TrainOneAsync("no_entanglement", apart, data, options with { Frozen = [.. options.Frozen, .. frozen] }, cancellation).ConfigureAwait(false));
        if (ControlNetworks.WithLastSpike(graph) is { } last)
            results.Add(await TrainOneAsync("last_spike", last, data, options, cancellation).ConfigureAwait(false));
        return results;
    }

    private static async Task<ControlResult> TrainOneAsync(string name, NetworkGraph graph, Dataset data, TrainingOptions options, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        ISpikeSampler sampler = options.Rule.HasLikelihood ? new KrausSampler() : new BatchedSampler();
        TrainingResult trained = await new Trainer(sampler).TrainAsync(graph, data, options, null, null, diagnostics, cancellation).ConfigureAwait(false)
            ?? throw new DiagnosticException([.. diagnostics]);
        cancellation.ThrowIfCancellationRequested();
        var network = new BoundNetwork(new NetworkLayout(trained.Graph));
        EvaluationResult result = await new Evaluator(sampler, options.Rule.HasLikelihood).EvaluateAsync(network, data, DataPart.Test, 1, options.Seed, options.Threads, cancellation).ConfigureAwait(false);
        return new ControlResult(name, result);
    }

    private static EvaluationResult Majority(Dataset data)
    {
        int[] train = new int[data.ClassCount];
        foreach (int label in data.Train.Labels)
            train[label]++;
        int most = Array.IndexOf(train, train.Max());
        int[][] confusion = [.. Enumerable.Range(0, data.ClassCount).Select(_ => new int[data.ClassCount])];
        foreach (int label in data.Test.Labels)
            confusion[label][most]++;
        return new EvaluationResult(data.Test.Count, confusion[most][most], Loss: null, confusion) { Answers = [.. Enumerable.Repeat(most, data.Test.Count)] };
    }
}
