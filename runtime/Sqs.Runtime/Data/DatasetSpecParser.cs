using System.Globalization;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Data;

/// <summary>Reads a <see cref="DatasetSpec"/>; every mistake in it is reported, with its column.</summary>
public static class DatasetSpecParser
{
    /// <summary>The name under which diagnostics speak of the text.</summary>
    public const string SourceName = "dataset";

    private const string Counts = "a whole number of at least 0";
    private const string Probability = "a number from 0 to 1";

    private static readonly string[] KindNames = [.. Enum.GetNames<DatasetKind>().Select(n => n.ToLowerInvariant())];

    private static readonly Dictionary<string, Option> Options = new(StringComparer.Ordinal)
    {
        ["classes"] = new("whole numbers of at least 0 with commas between, each once", (s, v) => ParseClasses(v) is { } c ? s with { Classes = [.. c] } : null),
        ["train"] = new(Counts, (s, v) => Count(v) is { } n ? s with { Train = n } : null),
        ["validation"] = new(Counts, (s, v) => Count(v) is { } n ? s with { Validation = n } : null),
        ["test"] = new(Counts, (s, v) => Count(v) is { } n ? s with { Test = n } : null),
        ["pool"] = new("true or false", (s, v) => bool.TryParse(v, out bool pool) ? s with { Pool = pool } : null),
        ["seed"] = new(Counts, (s, v) => ulong.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? s with { Seed = seed } : null),
        ["steps"] = new("a whole number from 1 to 100000", (s, v) => Count(v) is >= 1 and <= 100_000 and var n ? s with { Steps = n } : null),
        ["encode"] = new("bernoulli, latency, direct or delta", (s, v) => ParseCode(v) is { } code ? s with { Encode = code } : null),
        ["cap"] = new("a number above 0 and at most 1", (s, v) => Number(v) is > 0 and <= 1 and var x ? s with { Cap = x } : null),
        ["label"] = new("first, last, or the index of a column, from 0 or negative from the end", (s, v) => ParseColumn(v) is { } c ? s with { LabelColumn = c } : null),
        ["low"] = new("a number", (s, v) => Number(v) is { } x ? s with { Low = x } : null),
        ["high"] = new("a number", (s, v) => Number(v) is { } x ? s with { High = x } : null),
        ["delay"] = new("a whole number from 1 to 100000", (s, v) => Count(v) is >= 1 and <= 100_000 and var n ? s with { Delay = n } : null),
        ["bits"] = new("a whole number from 1 to 16", (s, v) => Count(v) is >= 1 and <= 16 and var n ? s with { Bits = n } : null),
        ["threshold"] = new("a number above 0 and at most 1", (s, v) => Number(v) is > 0 and <= 1 and var x ? s with { Threshold = x } : null),
        ["sensor"] = new("a whole number from 1 to 4096", (s, v) => Count(v) is >= 1 and <= 4096 and var n ? s with { Sensor = n } : null),
        ["cells"] = new("a whole number from 1 to 4096", (s, v) => Count(v) is >= 1 and <= 4096 and var n ? s with { Cells = n } : null),
        ["distractors"] = new(Counts, (s, v) => Count(v) is { } n ? s with { Distractors = n } : null),
        ["noise"] = new(Probability, (s, v) => Number(v) is >= 0 and <= 1 and var x ? s with { Noise = x } : null),
    };

    /// <summary>The names of the kinds.</summary>
    public static IReadOnlyList<string> Kinds => KindNames;

    /// <summary>Reads a specification.</summary>
    /// <param name="text">For instance <c>idx:data/mnist?steps=5</c>.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The specification, or null when there was an error.</returns>
    public static DatasetSpec? Parse(string text, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string kindName = colon < 0 ? text : text[..colon];
        int kind = Array.IndexOf(KindNames, kindName);
        if (colon < 0 || kind < 0)
        {
            diagnostics.Report(DataDiagnostics.UnknownKind, At(0, kindName.Length), kindName, string.Join(", ", Kinds), NameSuggestion.Clause(kindName, Kinds));
            return null;
        }

        int question = text.IndexOf('?', colon);
        string place = question < 0 ? text[(colon + 1)..] : text[(colon + 1)..question];
        DatasetSpec spec = new() { Kind = (DatasetKind)kind, Place = place };
        bool failed = false;
        if (place.Length == 0)
        {
            diagnostics.Report(DataDiagnostics.BadOption, At(colon + 1, 1), "PLACE", place, "a path, or the name of a task");
            failed = true;
        }

        if (question >= 0)
            failed |= !ParseOptions(text, question + 1, ref spec, diagnostics);
        if (spec is { Low: { } low, High: { } high } && low >= high)
        {
            diagnostics.Report(DataDiagnostics.Inconsistent, At(0, text.Length), "low is not below high", "low becomes 0 and high becomes 1");
            failed = true;
        }

        return failed ? null : spec;
    }

    private static bool ParseOptions(string text, int start, ref DatasetSpec spec, DiagnosticBag diagnostics)
    {
        bool good = true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (start < text.Length)
        {
            int end = text.IndexOf('&', start) is >= 0 and var and ? and : text.Length;
            string part = text[start..end];
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? part : part[..equals];
            string value = equals < 0 ? string.Empty : part[(equals + 1)..];
            SourceSpan span = At(start, part.Length);
            if (!Options.TryGetValue(name, out Option? option))
            {
                diagnostics.Report(DataDiagnostics.UnknownOption, span, name, string.Join(", ", Options.Keys.Order(StringComparer.Ordinal)), NameSuggestion.Clause(name, Options.Keys));
                good = false;
            }
            else if (!seen.Add(name))
            {
                diagnostics.Report(DataDiagnostics.DuplicateOption, span, name);
                good = false;
            }
            else if (option.Apply(spec, value) is { } changed)
            {
                spec = changed;
            }
            else
            {
                diagnostics.Report(DataDiagnostics.BadOption, span, name, value, option.Takes);
                good = false;
            }

            start = end + 1;
        }

        return good;
    }

    private static SourceSpan At(int start, int length) => new(SourceName, 1, start + 1, 1, start + length + 1);

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    private static List<int>? ParseClasses(string text)
    {
        var classes = new List<int>();
        foreach (string part in text.Split(','))
        {
            if (Count(part) is not { } label || classes.Contains(label))
                return null;
            classes.Add(label);
        }

        return classes;
    }

    private static SpikeCode? ParseCode(string text) => text switch
    {
        "bernoulli" => SpikeCode.Bernoulli,
        "latency" => SpikeCode.Latency,
        "direct" => SpikeCode.Direct,
        "delta" => SpikeCode.Delta,
        _ => null,
    };

    private static int? ParseColumn(string text) => text switch
    {
        "first" => 0,
        "last" => -1,
        _ => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int column) ? column : null,
    };

    private sealed record Option(string Takes, Func<DatasetSpec, string, DatasetSpec?> Apply);
}
