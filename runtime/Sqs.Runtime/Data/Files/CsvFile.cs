using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Data.Files;

/// <summary>A table of comma-separated numbers, a row a sample, one column the label, with or without a row of names on top.</summary>
internal static class CsvFile
{
    /// <summary>Reads a table.</summary>
    /// <param name="path">Path.</param>
    /// <param name="labelColumn">Column of the label, negative from the end.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The samples, or null when there was an error.</returns>
    public static SourceData? Read(string path, int labelColumn, DiagnosticBag diagnostics) =>
        NumberTable.Read(path, ',', labelColumn, hasHeader: true, diagnostics) is { } samples
            ? new SourceData(samples, SampleSet.None(samples.FeatureCount))
            : null;
}
