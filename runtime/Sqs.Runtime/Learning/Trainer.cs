using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning.Checkpoints;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Learning.Rules;

namespace Sqs.Runtime.Learning;

/// <summary>
/// Trains a network by a learning rule. A run is a function of graph, data and settings, whatever the number of threads and however often it was
/// interrupted and resumed. The test part is never looked at.
/// </summary>
/// <param name="sampler">What lets the network spike.</param>
/// <param name="time">Clock for the times in metrics; the system's by default.</param>
public sealed class Trainer(ISpikeSampler sampler, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Trains.</summary>
    /// <param name="graph">The network with its initial values.</param>
    /// <param name="data">The data.</param>
    /// <param name="options">Settings.</param>
    /// <param name="checkpointPath">File that takes a checkpoint after every epoch and on cancellation, and from which an unfinished run goes on; null for none.</param>
    /// <param name="progress">Called after every batch.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="cancellation">Ends the run after the batch at work, with a checkpoint.</param>
    /// <returns>The result, or null when there was an error.</returns>
    public async Task<TrainingResult?> TrainAsync(
        NetworkGraph graph,
        Dataset data,
        TrainingOptions options,
        string? checkpointPath,
        Action<TrainingProgress>? progress,
        DiagnosticBag diagnostics,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(diagnostics);
        DataFit.Check(graph, data, diagnostics);
        DataFit.Require(data, DataPart.Train, diagnostics);
        options.Validate(diagnostics);
        options.Rule.CheckNetwork(graph, diagnostics);
        if (diagnostics.HasErrors)
            return null;

        var run = new TrainingRun(graph, data, options, sampler);
        if (checkpointPath is not null && File.Exists(checkpointPath))
        {
            if (CheckpointFile.Read(checkpointPath, run.Identity, diagnostics) is not { } saved)
                return null;
            run.Restore(saved);
        }

        long start = _time.GetTimestamp();
        bool isComplete = true;
        try
        {
            while (run.State.Epoch < options.Epochs)
            {
                await RunEpochAsync(run, progress, start, cancellation).ConfigureAwait(false);
                if (checkpointPath is not null && !CheckpointFile.Write(checkpointPath, run.Save(), diagnostics))
                    return null;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            isComplete = false;
            if (checkpointPath is not null && !CheckpointFile.Write(checkpointPath, run.Save(), diagnostics))
                return null;
        }

        return run.Result(isComplete);
    }

    private async Task RunEpochAsync(TrainingRun run, Action<TrainingProgress>? progress, long start, CancellationToken cancellation)
    {
        int[] order = run.EpochOrder();
        int batches = (order.Length + run.Options.BatchSize - 1) / run.Options.BatchSize;
        while (run.State.Batch < batches)
        {
            cancellation.ThrowIfCancellationRequested();
            long batchStart = _time.GetTimestamp();
            int first = run.State.Batch * run.Options.BatchSize;
            int[] samples = order[first..Math.Min(order.Length, first + run.Options.BatchSize)];
            double factor = run.Options.Optimizer.Schedule.At(run.State.Epoch + ((double)run.State.Batch / batches));
            double norm = await RunBatchAsync(run, samples, factor, cancellation).ConfigureAwait(false);
            run.State.Batch++;
            run.State.Seconds += _time.GetElapsedTime(batchStart).TotalSeconds;
            progress?.Invoke(run.Progress(batches, norm, _time.GetElapsedTime(start)));
        }

        if (run.Rule.Assign(run.Parameters))
            run.Network.Bind(run.Parameters);
        double? validation = null;
        if (run.Data.Validation.Count > 0)
        {
            EvaluationResult result = await new Evaluator(sampler, measuresLoss: false)
                .EvaluateAsync(run.Network, run.Data, DataPart.Validation, 1, run.Options.Seed, run.Options.Threads, cancellation).ConfigureAwait(false);
            validation = result.Accuracy;
        }

        run.EndEpoch(validation);
    }

    private static async Task<double> RunBatchAsync(TrainingRun run, int[] samples, double factor, CancellationToken cancellation)
    {
        int[] labels = Array.ConvertAll(samples, s => run.Data.Train.Labels[s]);
        run.Data.Encode(DataPart.Train, samples, run.State.Epoch, run.Encoded);
        BatchOutcome outcome = await run.Rule
            .LearnAsync(new LearningBatch(run.State.Epoch, samples, labels, run.Encoded), run.Gradient, cancellation).ConfigureAwait(false);
        double norm = run.Update(factor);
        run.CountBatch(samples.Length, outcome);
        return norm;
    }
}
