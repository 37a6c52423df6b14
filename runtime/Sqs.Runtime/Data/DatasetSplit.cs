using Sqs.Compiler.Diagnostics;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Data;

/// <summary>The three parts of a dataset, classes chosen and values scaled.</summary>
internal sealed record DatasetSplit(SampleSet Train, SampleSet Validation, SampleSet Test, IReadOnlyList<int> ClassLabels)
{
    /// <summary>Draws the parts. From one order of the samples, fixed by the seed, the test part comes first, then validation, then training.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="source">What there is.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The parts, or null when there was an error.</returns>
    public static DatasetSplit? Draw(DatasetSpec spec, SourceData source, DiagnosticBag diagnostics)
    {
        SourceSpan span = SourceSpan.WholeFile(DatasetSpecParser.SourceName);
        bool pool = source.Test.Count == 0 || (spec.Pool ?? (spec.Kind == DatasetKind.Usps && spec.Test is not null));
        SampleSet first = pool ? source.Train.Append(source.Test) : source.Train;
        SampleSet second = pool ? SampleSet.None(first.FeatureCount) : source.Test;

        int[] present = [.. first.Labels.ToArray().Concat(second.Labels.ToArray()).Distinct().Order()];
        int[] classes = spec.Classes.IsEmpty ? present : [.. spec.Classes];
        foreach (int label in classes.Except(present))
            diagnostics.Report(DataDiagnostics.AbsentClass, span, label, string.Join(", ", present));

        int[] order = ShuffledMembers(first, classes, spec.Seed, 0);
        int[] testOrder = pool ? [] : ShuffledMembers(second, classes, spec.Seed, 1);
        int testCount = spec.Test ?? (pool ? 0 : testOrder.Length);
        int validationStart = pool ? testCount : 0;
        int trainStart = validationStart + spec.Validation;
        int trainCount = spec.Train ?? Math.Max(0, order.Length - trainStart);
        if (trainStart + trainCount > order.Length || (!pool && testCount > testOrder.Length))
        {
            string asked = $"train {trainCount}, validation {spec.Validation}, test {testCount}";
            diagnostics.Report(DataDiagnostics.TooFewSamples, span, trainCount + spec.Validation + testCount, asked, order.Length + testOrder.Length);
        }

        if (diagnostics.HasErrors)
            return null;

        SampleSet train = first.Pick(order.AsSpan(trainStart, trainCount));
        (double low, double high) = Range(spec, source, train);
        SampleSet Finish(SampleSet part) => Scale(part, low, high, classes);
        return new DatasetSplit(
            Finish(train),
            Finish(first.Pick(order.AsSpan(validationStart, spec.Validation))),
            Finish(pool ? first.Pick(order.AsSpan(0, testCount)) : second.Pick(testOrder.AsSpan(0, testCount))),
            classes);
    }

    private static int[] ShuffledMembers(SampleSet samples, int[] classes, ulong seed, ulong part)
    {
        var members = new List<int>(samples.Count);
        for (int i = 0; i < samples.Count; i++)
        {
            if (classes.Contains(samples.Labels[i]))
                members.Add(i);
        }

        int[] order = [.. members];
        var random = new RandomSequence(seed, RandomStreams.For(RandomStreams.Split, part));
        random.Shuffle(order.AsSpan());
        return order;
    }

    private static (double Low, double High) Range(DatasetSpec spec, SourceData source, SampleSet train)
    {
        double least = double.MaxValue;
        double most = double.MinValue;
        foreach (float value in train.Features)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return (spec.Low ?? source.Low ?? least, spec.High ?? source.High ?? most);
    }

    private static SampleSet Scale(SampleSet part, double low, double high, int[] classes)
    {
        double factor = high > low ? 1 / (high - low) : 0;
        var features = new float[part.Features.Length];
        for (int i = 0; i < features.Length; i++)
            features[i] = (float)Math.Clamp((part.Features[i] - low) * factor, 0, 1);
        int[] labels = new int[part.Count];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = Array.IndexOf(classes, part.Labels[i]);
        return new SampleSet(features, labels, part.FeatureCount);
    }
}
