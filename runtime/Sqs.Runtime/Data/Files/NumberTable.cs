using System.Globalization;
using System.Text;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Data.Files;

/// <summary>Reads rows of numbers with one label each from text; both text formats are this with another separator.</summary>
internal static class NumberTable
{
    /// <summary>Largest label; more classes than this are a mistake in the data, not a task.</summary>
    public const int MaximumLabel = 9_999;

    private const int MaximumReports = 20;

    /// <summary>Reads a table.</summary>
    /// <param name="path">Path, as diagnostics name it.</param>
    /// <param name="separator">Character between fields; a space stands for any run of spaces and tabs.</param>
    /// <param name="labelColumn">Column of the label, negative from the end.</param>
    /// <param name="hasHeader">Whether a first row that is no row of numbers is one of names.</param>
    /// <param name="diagnostics">Takes what is wrong: at most 20 places.</param>
    /// <returns>The samples, or null when there was an error.</returns>
    public static SampleSet? Read(string path, char separator, int labelColumn, bool hasHeader, DiagnosticBag diagnostics)
    {
        byte[]? bytes = InputFile.Read(path, diagnostics);
        if (bytes is null)
            return null;
        string text = Encoding.UTF8.GetString(bytes);
        var features = new List<float>();
        var labels = new List<int>();
        var fields = new List<Range>();
        int width = -1;
        int line = 0;
        int reports = 0;
        foreach (ReadOnlySpan<char> row in text.AsSpan().EnumerateLines())
        {
            line++;
            Split(row, separator, fields);
            if (fields.Count == 0)
                continue;
            bool isFirst = width < 0;
            if (isFirst)
                width = fields.Count;
            if (isFirst && hasHeader && IsHeader(row, fields))
                continue;
            if (!ReadRow(path, line, row, fields, width, labelColumn, features, labels, diagnostics) && ++reports == MaximumReports)
                break;
        }

        if (reports > 0)
            return null;
        if (labels.Count == 0)
        {
            diagnostics.Report(DataDiagnostics.Empty, SourceSpan.WholeFile(path), "a row holds the numbers of one sample and its label");
            return null;
        }

        return new SampleSet([.. features], [.. labels], width - 1);
    }

    private static bool ReadRow(
        string path, int line, ReadOnlySpan<char> row, List<Range> fields, int width, int labelColumn, List<float> features, List<int> labels, DiagnosticBag diagnostics)
    {
        int label = labelColumn < 0 ? width + labelColumn : labelColumn;
        if (fields.Count != width)
        {
            diagnostics.Report(DataDiagnostics.RaggedRow, SourceSpan.At(path, line, 1), fields.Count, width);
            return false;
        }

        if (width < 2 || label < 0 || label >= width)
        {
            diagnostics.Report(DataDiagnostics.Inconsistent, SourceSpan.At(path, line, 1), $"the rows have {width} fields and the label should be field {labelColumn}", "a row holds at least one number besides its label");
            return false;
        }

        for (int i = 0; i < width; i++)
        {
            ReadOnlySpan<char> field = row[fields[i]];
            bool isNumber = double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);
            if (!isNumber || (i == label && (value < 0 || value > MaximumLabel || value != Math.Floor(value))))
            {
                (int start, int length) = fields[i].GetOffsetAndLength(row.Length);
                var span = new SourceSpan(path, line, start + 1, line, start + length + 1);
                if (isNumber)
                    diagnostics.Report(DataDiagnostics.BadLabel, span, field.ToString(), MaximumLabel);
                else
                    diagnostics.Report(DataDiagnostics.NotANumber, span, field.ToString());
                return false;
            }

            if (i == label)
                labels.Add((int)value);
            else
                features.Add((float)value);
        }

        return true;
    }

    private static bool IsHeader(ReadOnlySpan<char> row, List<Range> fields)
    {
        foreach (Range field in fields)
        {
            if (!double.TryParse(row[field], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                return true;
        }

        return false;
    }

    private static void Split(ReadOnlySpan<char> row, char separator, List<Range> fields)
    {
        fields.Clear();
        if (row.IsWhiteSpace())
            return;
        int start = 0;
        while (start <= row.Length)
        {
            int length = separator == ' ' ? row[start..].IndexOfAny(' ', '\t') : row[start..].IndexOf(separator);
            int end = length < 0 ? row.Length : start + length;
            int first = start;
            int last = end;
            while (first < last && char.IsWhiteSpace(row[first]))
                first++;
            while (last > first && char.IsWhiteSpace(row[last - 1]))
                last--;
            if (separator != ' ' || last > first)
                fields.Add(first..last);
            start = end + 1;
        }
    }
}
