using System.Globalization;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Data.Files;

/// <summary>
/// A directory of recordings in folders named by their label, <c>Train/7/00001.bin</c> and <c>Test/7/...</c>, or <c>7/...</c> without parts. A recording is cut into equal times from its
/// first to its last event; in each a cell of the sensor spikes where an event fell. Lines are cells row by row, brighter before darker ones.
/// </summary>
internal static class EventFiles
{
    private static readonly string[] Extensions = [".bin", ".aedat"];

    /// <summary>Reads recordings.</summary>
    /// <param name="spec">What to read.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The samples as spikes, or null when there was an error.</returns>
    public static SourceData? Read(DatasetSpec spec, int steps, DiagnosticBag diagnostics)
    {
        SourceSpan span = SourceSpan.WholeFile(spec.Place);
        if (!Directory.Exists(spec.Place))
        {
            diagnostics.Report(DataDiagnostics.Missing, span, "the directory", "give the one that holds a folder a label, or Train and Test with such folders");
            return null;
        }

        string train = Path.Combine(spec.Place, "Train");
        bool hasParts = Directory.Exists(train);
        SampleSet? first = ReadPart(hasParts ? train : spec.Place, spec, steps, diagnostics);
        string test = Path.Combine(spec.Place, "Test");
        SampleSet? second = first is null ? null : hasParts && Directory.Exists(test) ? ReadPart(test, spec, steps, diagnostics) : SampleSet.None(first.FeatureCount);
        return first is null || second is null ? null : new SourceData(first, second, 0, 1);
    }

    private static SampleSet? ReadPart(string folder, DatasetSpec spec, int steps, DiagnosticBag diagnostics)
    {
        var features = new List<float[]>();
        var labels = new List<int>();
        foreach (string own in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (!int.TryParse(Path.GetFileName(own), NumberStyles.None, CultureInfo.InvariantCulture, out int label) || label > NumberTable.MaximumLabel)
            {
                diagnostics.Report(DataDiagnostics.BadLabel, SourceSpan.WholeFile(own), Path.GetFileName(own), NumberTable.MaximumLabel);
                return null;
            }

            foreach (string file in Directory.EnumerateFiles(own).Where(IsRecording).Order(StringComparer.Ordinal))
            {
                if (ReadSample(file, spec, steps, diagnostics) is not { } sample)
                    return null;
                features.Add(sample);
                labels.Add(label);
            }
        }

        if (features.Count > 0)
            return new SampleSet([.. features.SelectMany(f => f)], [.. labels], features[0].Length);
        diagnostics.Report(DataDiagnostics.Empty, SourceSpan.WholeFile(folder), $"recordings end in {string.Join(" or ", Extensions)} and lie in folders named by their label");
        return null;
    }

    private static bool IsRecording(string file) => Extensions.Contains(Path.GetExtension(file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file));

    private static float[]? ReadSample(string file, DatasetSpec spec, int steps, DiagnosticBag diagnostics)
    {
        if (EventRecording.Read(file, diagnostics) is not { } events)
            return null;
        SourceSpan span = SourceSpan.WholeFile(file);
        if (events.Count == 0)
        {
            diagnostics.Report(DataDiagnostics.EventFile, span, "it has no polarity event", "leave it out");
            return null;
        }

        int cells = spec.Cells ?? spec.Sensor;
        int lines = 2 * cells * cells;
        float[] sample = new float[steps * lines];
        long start = events.Min(e => e.Time);
        long length = events.Max(e => e.Time) - start + 1;
        foreach (SensorEvent one in events)
        {
            if ((uint)one.X >= (uint)spec.Sensor || (uint)one.Y >= (uint)spec.Sensor)
            {
                diagnostics.Report(DataDiagnostics.EventFile, span, $"an event lies at ({one.X}, {one.Y})", $"the sensor has {spec.Sensor} rows and columns; say sensor=N");
                return null;
            }

            int step = (int)((one.Time - start) * steps / length);
            int cell = (one.Y * cells / spec.Sensor * cells) + (one.X * cells / spec.Sensor);
            sample[(step * lines) + (one.IsOn ? 0 : cells * cells) + cell] = 1;
        }

        return sample;
    }
}
