using System.Buffers.Binary;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Data.Files;

/// <summary>
/// The IDX format of the MNIST database: a big-endian magic number 0x000008dd with dd dimensions, the sizes, then unsigned bytes.
/// </summary>
internal static class IdxFiles
{
    private const uint ImageMagic = 0x803;
    private const uint LabelMagic = 0x801;

    /// <summary>Reads the four files of a directory; the test pair may be absent.</summary>
    /// <param name="directory">Directory.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The samples, or null when there was an error.</returns>
    public static SourceData? Read(string directory, DiagnosticBag diagnostics)
    {
        if (!Directory.Exists(directory))
        {
            diagnostics.Report(DataDiagnostics.Missing, SourceSpan.WholeFile(directory), "the directory", "give the one that holds train-images-idx3-ubyte and train-labels-idx1-ubyte");
            return null;
        }

        SampleSet? train = ReadPair(directory, "train", isOptional: false, diagnostics);
        SampleSet? test = ReadPair(directory, "t10k", isOptional: true, diagnostics);
        if (train is null || diagnostics.HasErrors)
            return null;
        if (test is not null && test.FeatureCount != train.FeatureCount)
        {
            diagnostics.Report(DataDiagnostics.Inconsistent, SourceSpan.WholeFile(directory), $"training images have {train.FeatureCount} pixels and test images {test.FeatureCount}", "they must be of one size");
            return null;
        }

        return new SourceData(train, test ?? SampleSet.None(train.FeatureCount), 0, 255);
    }

    private static SampleSet? ReadPair(string directory, string prefix, bool isOptional, DiagnosticBag diagnostics)
    {
        string? imagePath = InputFile.Find(directory, $"{prefix}-images-idx3-ubyte", $"{prefix}-images.idx3-ubyte");
        string? labelPath = InputFile.Find(directory, $"{prefix}-labels-idx1-ubyte", $"{prefix}-labels.idx1-ubyte");
        if (imagePath is null && labelPath is null && isOptional)
            return null;
        if (imagePath is null || labelPath is null)
        {
            string missing = imagePath is null ? "images-idx3" : "labels-idx1";
            diagnostics.Report(DataDiagnostics.Missing, SourceSpan.WholeFile(directory), $"{prefix}-{missing}-ubyte", "it must be in the directory, as it is or with .gz");
            return null;
        }

        byte[]? images = ReadFile(imagePath, ImageMagic, "images", 3, diagnostics, out int[] imageSizes);
        byte[]? labels = ReadFile(labelPath, LabelMagic, "labels", 1, diagnostics, out int[] labelSizes);
        if (images is null || labels is null)
            return null;
        if (imageSizes[0] != labelSizes[0])
        {
            diagnostics.Report(DataDiagnostics.CountMismatch, SourceSpan.WholeFile(imagePath), imagePath, imageSizes[0], labelPath, labelSizes[0]);
            return null;
        }

        int header = 4 * (1 + imageSizes.Length);
        var features = new float[images.Length - header];
        for (int i = 0; i < features.Length; i++)
            features[i] = images[header + i];
        int[] classes = new int[labelSizes[0]];
        for (int i = 0; i < classes.Length; i++)
            classes[i] = labels[8 + i];
        return new SampleSet(features, classes, imageSizes[1] * imageSizes[2]);
    }

    private static byte[]? ReadFile(string path, uint magic, string content, int dimensions, DiagnosticBag diagnostics, out int[] sizes)
    {
        sizes = new int[dimensions];
        byte[]? bytes = InputFile.Read(path, diagnostics);
        if (bytes is null)
            return null;
        SourceSpan span = SourceSpan.WholeFile(path);
        uint found = bytes.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (found != magic)
        {
            diagnostics.Report(DataDiagnostics.WrongMagic, span, found, content, magic);
            return null;
        }

        int header = 4 * (1 + dimensions);
        long promised = 1;
        for (int i = 0; i < dimensions && bytes.Length >= header; i++)
        {
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 * (i + 1)));
            promised = sizes[i] < 0 || promised < 0 ? -1 : Math.BigMul(checked((int)Math.Min(promised, int.MaxValue)), sizes[i]);
        }

        if (bytes.Length - header != promised)
        {
            diagnostics.Report(DataDiagnostics.WrongLength, span, Math.Max(0, bytes.Length - header), promised);
            return null;
        }

        return bytes;
    }
}
