using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Data.Codes;
using Sqs.Runtime.Data.Files;
using Sqs.Runtime.Data.Tasks;

namespace Sqs.Runtime.Data;

/// <summary>Makes a <see cref="Dataset"/> from a <see cref="DatasetSpec"/>.</summary>
public static class DatasetLoader
{
    private const int DefaultSteps = 10;

    private static readonly ITask[] Tasks = [new DelayedRecallTask(), new TemporalParityTask(), new BurstOrderTask(), new CopyingMemoryTask(), new GlyphsTask()];

    /// <summary>The names of the built-in tasks.</summary>
    public static IReadOnlyList<string> TaskNames { get; } = [.. Tasks.Select(t => t.Name)];

    /// <summary>Loads a dataset.</summary>
    /// <param name="spec">What to load.</param>
    /// <param name="networkSteps">Number of steps of the network, for specifications without one; null for 10.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The dataset, or null when there was an error.</returns>
    public static Dataset? Load(DatasetSpec spec, int? networkSteps, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(diagnostics);
        SourceSpan span = SourceSpan.WholeFile(DatasetSpecParser.SourceName);
        ITask? task = null;
        SourceData? source;
        if (spec.Kind == DatasetKind.Task)
        {
            task = Array.Find(Tasks, t => t.Name == spec.Place);
            if (task is null)
            {
                diagnostics.Report(DataDiagnostics.UnknownTask, span, spec.Place, string.Join(", ", TaskNames), NameSuggestion.Clause(spec.Place, TaskNames));
                return null;
            }

            source = TaskSource.Draw(task, spec, diagnostics);
        }
        else
        {
            source = ReadFiles(spec, spec.Steps ?? networkSteps ?? DefaultSteps, diagnostics);
        }

        if (source is null || DatasetSplit.Draw(spec, source, diagnostics) is not { } split)
            return null;

        bool isTrain = task?.Steps(spec) is not null || spec.Kind == DatasetKind.Events;
        ISpikeEncoder encoder = isTrain ? new DirectEncoder() : Encoder(spec);
        int steps = task?.Steps(spec) ?? spec.Steps ?? networkSteps ?? DefaultSteps;
        if (spec.Steps is { } asked && asked != steps)
        {
            diagnostics.Report(DataDiagnostics.Inconsistent, span, $"{asked} steps are asked for and the task has {steps}", "leave steps out or change delay");
            return null;
        }

        int lines = encoder.Lines(split.Train.FeatureCount, steps);
        if (lines < 0)
        {
            diagnostics.Report(DataDiagnostics.Inconsistent, span, $"samples of {split.Train.FeatureCount} numbers cannot be spikes of {steps} steps", "the direct code takes steps times lines numbers a sample, the delta code a square image");
            return null;
        }

        return new Dataset
        {
            Spec = spec,
            Train = split.Train,
            Validation = split.Validation,
            Test = split.Test,
            ClassLabels = split.ClassLabels,
            Steps = steps,
            Lines = lines,
            AnswerFrom = task?.AnswerFrom(spec) ?? 0,
            Encoder = encoder,
        };
    }

    private static ISpikeEncoder Encoder(DatasetSpec spec) => spec.Encode switch
    {
        SpikeCode.Bernoulli => new BernoulliEncoder(spec.Cap),
        SpikeCode.Latency => new LatencyEncoder(),
        SpikeCode.Direct => new DirectEncoder(),
        SpikeCode.Delta => new DeltaEncoder(spec.Threshold),
        _ => throw new InvalidOperationException($"The code {spec.Encode} has no encoder."),
    };

    private static SourceData? ReadFiles(DatasetSpec spec, int steps, DiagnosticBag diagnostics) => spec.Kind switch
    {
        DatasetKind.Idx => IdxFiles.Read(spec.Place, diagnostics),
        DatasetKind.Usps => UspsFiles.Read(spec.Place, diagnostics),
        DatasetKind.Csv => CsvFile.Read(spec.Place, spec.LabelColumn, diagnostics),
        DatasetKind.Events => EventFiles.Read(spec, steps, diagnostics),
        DatasetKind.Npz => NpzFile.Read(spec.Place, diagnostics),
        _ => throw new InvalidOperationException($"The kind {spec.Kind} has no files."),
    };
}
