using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Data.Tasks;

/// <summary>Draws the samples of a task: as many as the specification asks for, classes in turn.</summary>
internal static class TaskSource
{
    /// <summary>Draws samples.</summary>
    /// <param name="task">The task.</param>
    /// <param name="spec">The specification.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The samples, or null when there was an error.</returns>
    public static SourceData? Draw(ITask task, DatasetSpec spec, DiagnosticBag diagnostics)
    {
        if (task.Wrong(spec) is { } wrong)
        {
            diagnostics.Report(DataDiagnostics.Inconsistent, SourceSpan.WholeFile(DatasetSpecParser.SourceName), wrong, "change bits or delay");
            return null;
        }

        int[] classes = spec.Classes.IsEmpty ? [.. Enumerable.Range(0, task.ClassCount(spec))] : [.. spec.Classes];
        foreach (int label in classes)
        {
            if (label < task.ClassCount(spec))
                continue;
            diagnostics.Report(DataDiagnostics.AbsentClass, SourceSpan.WholeFile(DatasetSpecParser.SourceName), label, $"0 to {task.ClassCount(spec) - 1}");
            return null;
        }

        SampleSet train = DrawPart(task, spec, classes, (spec.Train ?? task.DefaultTrain) + spec.Validation, DataPart.Train);
        SampleSet test = DrawPart(task, spec, classes, spec.Test ?? task.DefaultTest, DataPart.Test);
        return new SourceData(train, test, 0, 1);
    }

    private static SampleSet DrawPart(ITask task, DatasetSpec spec, int[] classes, int count, DataPart part)
    {
        int width = task.FeatureCount(spec);
        var features = new float[count * width];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = classes[i % classes.Length];
            ulong stream = RandomStreams.For(RandomStreams.Task, (ulong)part, (ulong)i);
            task.Draw(spec, labels[i], stream, features.AsSpan(i * width, width));
        }

        return new SampleSet(features, labels, width);
    }
}
