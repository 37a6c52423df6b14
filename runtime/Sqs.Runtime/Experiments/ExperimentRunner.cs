using System.Collections.Concurrent;
using System.Diagnostics;
using Newtonsoft.Json;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Format;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Controls;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Models;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Experiments;

/// <summary>
/// Runs what an experiment still lacks. A result is a function of its run alone: neither the number of threads nor interruptions change a bit of it.
/// </summary>
/// <param name="folder">Where results and checkpoints are.</param>
/// <param name="rules">The learning rules that settings can name.</param>
public sealed class ExperimentRunner(ExperimentFolder folder, LearningRuleCatalog rules)
{
    private readonly ConcurrentDictionary<string, Lazy<Dataset?>> _data = new(StringComparer.Ordinal);

    /// <summary>Runs.</summary>
    /// <param name="runs">The runs of the experiment.</param>
    /// <param name="threads">Runs at a time; each takes one thread.</param>
    /// <param name="progress">Called after every run with the result and the number that is done; from several threads.</param>
    /// <param name="diagnostics">Takes what is wrong; a run that fails ends the experiment.</param>
    /// <param name="cancellation">Stops; what is done is kept, and a training goes on from its last epoch.</param>
    /// <returns>The results that are there, in the order of the runs.</returns>
    public async Task<IReadOnlyList<ExperimentResult>> RunAsync(
        IReadOnlyList<ExperimentRun> runs, int threads, Action<ExperimentResult, int>? progress, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(diagnostics);
        folder.Create();
        ConcurrentDictionary<string, ExperimentResult> results = new(StringComparer.Ordinal);
        foreach (ExperimentRun run in runs)
        {
            if (folder.ReadResult(run.Id, diagnostics) is { } known)
                results[run.Id] = known;
        }

        if (diagnostics.HasErrors)
            return [];
        var found = new ConcurrentQueue<Diagnostic>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop.Token };
        try
        {
            await Parallel.ForEachAsync(runs.Where(r => !results.ContainsKey(r.Id)), options, async (run, token) =>
            {
                var own = new DiagnosticBag();
                ExperimentResult? result = await RunOneAsync(run, own, token).ConfigureAwait(false);
                if (result is null || !folder.WriteResult(result, own))
                {
                    foreach (Diagnostic diagnostic in own)
                        found.Enqueue(diagnostic);
                    await stop.CancelAsync().ConfigureAwait(false);
                    return;
                }

                results[run.Id] = result;
                progress?.Invoke(result, results.Count);
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A run failed; its diagnostics say why.
        }

        diagnostics.AddRange([.. found]);
        return [.. runs.Where(r => results.ContainsKey(r.Id)).Select(r => results[r.Id])];
    }

    private async Task<ExperimentResult?> RunOneAsync(ExperimentRun run, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        ExperimentCase settings = run.Case;
        if (settings.Control is { } control)
        {
            Dataset? data = Load(settings.Data, null, diagnostics);
            return data is null ? null : Control(run, control, data, diagnostics, cancellation);
        }

        if (settings.Ensemble < 1 || settings.Measure.Count == 0 || settings.Measure.Any(m => m.Shots < 1))
        {
            diagnostics.Report(ExperimentDiagnostics.BadValue, SourceSpan.None, $"case '{settings.Name}' has no network, no measurement or no shot", "each is at least 1");
            return null;
        }

        var members = new List<TrainedMember>();
        for (int member = 0; member < settings.Ensemble; member++)
        {
            ulong seed = member == 0 ? run.Seed : CounterRandom.Combine(run.Seed, (ulong)member);
            if (await TrainAsync(run, member, seed, diagnostics, cancellation).ConfigureAwait(false) is not { } trained)
                return null;
            members.Add(trained);
        }

        var measured = new List<MeasuredAccuracy>();
        foreach (ExperimentMeasurement measurement in settings.Measure)
        {
            if (await ExperimentMeasuring.MeasureAsync(members, measurement, run.Seed, diagnostics, cancellation).ConfigureAwait(false) is not { } accuracy)
                return null;
            measured.Add(accuracy);
        }

        folder.DeleteCheckpoints(run.Id);
        return new ExperimentResult
        {
            Id = run.Id,
            Case = settings.Name,
            Point = run.Point,
            Seed = run.Seed,
            Parameters = settings.Ensemble * new NetworkLayout(members[0].Graph).ParameterCount,
            Epochs = members[0].Epochs,
            Measured = measured,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    private async Task<TrainedMember?> TrainAsync(ExperimentRun run, int member, ulong seed, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        ExperimentCase settings = run.Case;
        if (Options(settings, diagnostics) is not { } options || InitialGraph(settings, seed, diagnostics, out IReadOnlyList<string> frozen) is not { } graph)
            return null;
        options = options with { Seed = seed, Threads = 1, Frozen = [.. options.Frozen, .. frozen] };
        var epochs = new List<EpochMetrics>();
        Dataset? data = null;
        string[] lessons = [.. settings.Lessons, settings.Data];
        for (int lesson = 0; lesson < lessons.Length; lesson++)
        {
            data = Load(lessons[lesson], graph.Steps, diagnostics);
            if (data is null)
                return null;
            graph = graph with { Steps = data.Steps };
            ISpikeSampler sampler = BatchedSampler.Fastest(graph);
            TrainingResult? result = await new Trainer(sampler)
                .TrainAsync(graph, data, options, folder.Checkpoint(run.Id, member, lesson), null, diagnostics, cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (result is null)
                return null;
            graph = result.Graph;
            epochs.AddRange(result.Epochs.Select(e => e with { Epoch = epochs.Count + 1 }));
        }

        return new TrainedMember(graph, data!, epochs, seed);
    }

    private TrainingOptions? Options(ExperimentCase settings, DiagnosticBag diagnostics)
    {
        try
        {
            return settings.Training.ToObject<TrainingOptions>(ExperimentJson.Create(rules))!;
        }
        catch (JsonException failure)
        {
            diagnostics.Report(ExperimentDiagnostics.BadValue, SourceSpan.None, $"the training of case '{settings.Name}': {failure.Message.TrimEnd('.')}", "settings are those of TrainingOptions in camel case");
            return null;
        }
    }

    private static NetworkGraph? InitialGraph(ExperimentCase settings, ulong seed, DiagnosticBag diagnostics, out IReadOnlyList<string> frozen)
    {
        frozen = [];
        if (settings.Model is null)
        {
            diagnostics.Report(ExperimentDiagnostics.BadValue, SourceSpan.None, $"case '{settings.Name}' has neither a model nor a control", "give one of them");
            return null;
        }

        NetworkGraph? graph = GraphFile.Parse(settings.Model.ToString(), $"{settings.Name}{GraphWriter.Extension}", diagnostics, seed);
        if (graph is null)
            return null;
        if (settings.Initialise is { } initialise)
            graph = initialise.Initialise(graph, seed);
        NetworkGraph? changed = settings.Transform switch
        {
            null => graph,
            "no-entanglement" => ControlNetworks.WithoutEntanglement(graph, out frozen),
            "last-spike" => ControlNetworks.WithLastSpike(graph),
            _ => null,
        };
        if (changed is null)
            diagnostics.Report(ExperimentDiagnostics.BadValue, SourceSpan.None, $"case '{settings.Name}' cannot be transformed by '{settings.Transform}'", "transforms are no-entanglement and last-spike, of networks that have such a control");
        return changed;
    }

    private static ExperimentResult? Control(ExperimentRun run, string control, Dataset data, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        ControlResult? result = ControlMeasurements.WithoutNetwork(data, cancellation).FirstOrDefault(c => c.Name.Replace('_', '-') == control);
        if (result is null)
        {
            diagnostics.Report(ExperimentDiagnostics.BadValue, SourceSpan.None, $"there is no control '{control}'", "controls are majority and logistic-regression");
            return null;
        }

        return new ExperimentResult
        {
            Id = run.Id,
            Case = run.Case.Name,
            Point = run.Point,
            Seed = run.Seed,
            Measured = [.. run.Case.Measure.Take(1).Select(_ => new MeasuredAccuracy("no shots", result.Result.Correct, result.Result.Samples, ExperimentMeasuring.Right(result.Result.Answers, data)))],
        };
    }

    private Dataset? Load(string text, int? steps, DiagnosticBag diagnostics)
    {
        var own = new DiagnosticBag();
        Dataset? data = _data.GetOrAdd($"{steps}|{text}", _ => new Lazy<Dataset?>(() =>
            DatasetSpecParser.Parse(text, own) is { } spec ? DatasetLoader.Load(spec, steps, own) : null)).Value;
        if (data is null && !own.HasErrors)
            own.Report(ExperimentDiagnostics.BadValue, SourceSpan.None, $"'{text}' cannot be loaded", "another run says why");
        diagnostics.AddRange(own);
        return data;
    }
}
