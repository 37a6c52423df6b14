using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Data.Files;

/// <summary>
/// The USPS zip-code digits as text: a label and 256 grey values from -1 to 1 a line, in the files <c>zip.train</c> and <c>zip.test</c>.
/// </summary>
internal static class UspsFiles
{
    private const double Low = -1;
    private const double High = 1;

    /// <summary>Reads the two files of a directory; the test file may be absent.</summary>
    /// <param name="directory">Directory.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The samples, or null when there was an error.</returns>
    public static SourceData? Read(string directory, DiagnosticBag diagnostics)
    {
        if (InputFile.Find(directory, "zip.train") is not { } trainPath)
        {
            diagnostics.Report(DataDiagnostics.Missing, SourceSpan.WholeFile(directory), "zip.train", "give the directory that holds zip.train and zip.test, as they are or with .gz");
            return null;
        }

        SampleSet? train = ReadFile(trainPath, diagnostics);
        SampleSet? test = InputFile.Find(directory, "zip.test") is { } testPath ? ReadFile(testPath, diagnostics) : null;
        if (train is null || diagnostics.HasErrors)
            return null;
        if (test is not null && test.FeatureCount != train.FeatureCount)
        {
            diagnostics.Report(DataDiagnostics.Inconsistent, SourceSpan.WholeFile(directory), $"zip.train has {train.FeatureCount} values a row and zip.test {test.FeatureCount}", "they must agree");
            return null;
        }

        return new SourceData(train, test ?? SampleSet.None(train.FeatureCount), Low, High);
    }

    private static SampleSet? ReadFile(string path, DiagnosticBag diagnostics)
    {
        SampleSet? samples = NumberTable.Read(path, ' ', labelColumn: 0, hasHeader: false, diagnostics);
        for (int i = 0; samples is not null && i < samples.Features.Length; i++)
        {
            if (samples.Features[i] is >= (float)Low and <= (float)High)
                continue;

            // The table drops empty lines, which these files do not have, so sample and line agree.
            diagnostics.Report(DataDiagnostics.OutOfRange, SourceSpan.At(path, (i / samples.FeatureCount) + 1, 1), samples.Features[i], Low, High);
            return null;
        }

        return samples;
    }
}
