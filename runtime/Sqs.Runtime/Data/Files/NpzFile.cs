using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.NumPy;

namespace Sqs.Runtime.Data.Files;

/// <summary>A NumPy archive with <c>x</c>, whose first axis is the sample and whose others are flattened, and <c>y</c>, one whole number a sample.</summary>
internal static class NpzFile
{
    private const string Samples = "x";
    private const string Labels = "y";

    /// <summary>Reads an archive.</summary>
    /// <param name="path">Path.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The samples, or null when there was an error.</returns>
    public static SourceData? Read(string path, DiagnosticBag diagnostics)
    {
        SourceSpan span = SourceSpan.WholeFile(path);
        if (InputFile.Read(path, diagnostics) is not { } bytes)
            return null;
        try
        {
            using var archive = NpzArchive.Open(new MemoryStream(bytes));
            if (!archive.Contains(Samples) || !archive.Contains(Labels))
            {
                diagnostics.Report(DataDiagnostics.WrongArray, span, $"the archive holds {string.Join(", ", archive.Names)}");
                return null;
            }

            return Join(archive.Read(Samples), archive.Read(Labels), span, diagnostics);
        }
        catch (Exception exception) when (exception is InvalidDataException or OverflowException)
        {
            diagnostics.Report(DataDiagnostics.WrongArray, span, exception.Message.TrimEnd('.'));
            return null;
        }
    }

    private static SourceData? Join(NpyArray samples, NpyArray labels, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (samples.Shape.Count < 2 || labels.Shape.Count != 1 || !labels.IsInteger || samples.Count == 0)
        {
            diagnostics.Report(DataDiagnostics.WrongArray, span, $"x has the shape ({string.Join(", ", samples.Shape)}) and y ({string.Join(", ", labels.Shape)}) of {labels.ElementType}");
            return null;
        }

        if (samples.Shape[0] != labels.Shape[0])
        {
            diagnostics.Report(DataDiagnostics.CountMismatch, span, Samples, samples.Shape[0], Labels, labels.Shape[0]);
            return null;
        }

        int[] classes = labels.To<int>();
        float[] features = samples.To<float>();
        foreach (int label in classes)
        {
            if (label is >= 0 and <= NumberTable.MaximumLabel)
                continue;
            diagnostics.Report(DataDiagnostics.BadLabel, span, label, NumberTable.MaximumLabel);
            return null;
        }

        foreach (float value in features)
        {
            if (float.IsFinite(value))
                continue;
            diagnostics.Report(DataDiagnostics.NotANumber, span, value);
            return null;
        }

        var set = new SampleSet(features, classes, features.Length / classes.Length);
        return new SourceData(set, SampleSet.None(set.FeatureCount));
    }
}
