using System.Runtime.InteropServices;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.Format.Json;
using Sqs.Compiler.Graph.NumPy;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.Format;

/// <summary>Reads weights, biases, parameters and indices: listed, from a data file, or as a rule.</summary>
internal sealed class NumberReader(ReadingContext context)
{
    private const string Wanted = "a number, an array of numbers, { \"npz\": file, \"array\": name }, { \"uniform\": [low, high] } or { \"normal\": [mean, deviation] }";

    /// <summary>Reads numbers.</summary>
    /// <param name="node">The value.</param>
    /// <param name="what">What they are, for messages.</param>
    /// <param name="shape">The shape they must have; null when it cannot be known because of other errors. A leading 1 may be left out.</param>
    /// <returns>The source, or null after a report.</returns>
    public NumberSource? Read(JsonNode node, string what, EquatableArray<int>? shape)
    {
        switch (node)
        {
            case JsonNumbersNode numbers:
                return numbers.IsSound && Fits(node, what, numbers.Shape, shape) ? new LiteralNumbers(Wrap(numbers.Values)) : null;
            case JsonScalarNode scalar when scalar.TryGetNumber(out double value):
                return double.IsFinite(value) ? new ConstantInitializer(value) : null;
            case JsonObjectNode rule:
                return ReadObject(rule, what, shape);
            default:
                context.ReportType(node, what, Wanted);
                return null;
        }
    }

    /// <summary>Reads indices.</summary>
    /// <param name="node">The value.</param>
    /// <param name="what">What they are, for messages.</param>
    /// <param name="entryKind">What an index names, for messages.</param>
    /// <param name="group">Name of what is indexed.</param>
    /// <param name="size">How many there are; null when unknown because of other errors.</param>
    /// <returns>The indices, or null after a report.</returns>
    public int[]? ReadIndices(JsonNode node, string what, string entryKind, string group, int? size)
    {
        double[]? values = node switch
        {
            JsonNumbersNode { IsSound: false } => null,
            JsonNumbersNode { Shape.Length: 1 } numbers => numbers.Values,
            JsonObjectNode file => ReadFile(file, what) is { } array && FitsIndices(file, what, array) ? array.To<double>() : null,
            _ => Fail(node, what),
        };
        if (values is null)
            return null;
        int[] indices = new int[values.Length];
        bool isSound = true;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsInteger(values[i]) || values[i] < 0 || values[i] >= (size ?? int.MaxValue))
            {
                JsonNode at = node is JsonNumbersNode numbers ? numbers.At(i) : node;
                context.Report(GraphDiagnostics.IndexOutOfRange, at, entryKind, values[i], group, size);
                isSound = false;
            }
            else
            {
                indices[i] = (int)values[i];
            }
        }

        return isSound ? indices : null;

        double[]? Fail(JsonNode wrong, string name)
        {
            context.ReportType(wrong, name, "an array of integers or { \"npz\": file, \"array\": name }");
            return null;
        }
    }

    private NumberSource? ReadObject(JsonObjectNode node, string what, EquatableArray<int>? shape)
    {
        if (node.Find("uniform") is not null)
        {
            return ReadRule(node, what, "uniform", GraphKeys.Uniform, "low and high, low not above high", static (a, b) => a <= b) is var (low, high)
                ? new UniformInitializer(low, high)
                : null;
        }

        if (node.Find("normal") is not null)
        {
            return ReadRule(node, what, "normal", GraphKeys.Normal, "a mean and a standard deviation of at least 0", static (_, b) => b >= 0) is var (mean, deviation)
                ? new NormalInitializer(mean, deviation)
                : null;
        }

        if (ReadFile(node, what) is not { } array || !Fits(node, what, array.Shape.AsSpan(), shape))
            return null;
        double[] values = array.To<double>();
        int bad = Array.FindIndex(values, v => !double.IsFinite(v));
        if (bad < 0)
            return new LiteralNumbers(Wrap(values));
        context.Report(GraphDiagnostics.NotFinite, node, $"element {bad} of {what}");
        return null;
    }

    private (double First, double Second)? ReadRule(
        JsonObjectNode node, string what, string key, IReadOnlyList<string> keys, string wanted, Func<double, double, bool> accepts)
    {
        var view = new ObjectView(context, node, what, keys);
        JsonNode value = view.Optional(key)!;
        if (value is JsonNumbersNode { IsSound: false })
            return null;
        if (value is JsonNumbersNode { Shape: [2] } pair && accepts(pair.Values[0], pair.Values[1]))
            return (pair.Values[0], pair.Values[1]);
        string actual = value is JsonNumbersNode numbers ? $"[{string.Join(", ", numbers.Values.Select(v => FormattableString.Invariant($"{v}")))}]" : value.Description;
        context.Report(GraphDiagnostics.OutOfRange, value, $"'{key}' of {what}", actual, $"an array of two numbers, {wanted}");
        return null;
    }

    private NpyArray? ReadFile(JsonObjectNode node, string what)
    {
        var view = new ObjectView(context, node, what, GraphKeys.File);
        string? file = view.Text("npz", required: true);
        string? array = view.Text("array", required: true);
        return file is null || array is null ? null : context.ReadArray(view.Optional("npz")!, file, view.Optional("array")!, array);
    }

    private bool FitsIndices(JsonNode node, string what, NpyArray array)
    {
        if (array.Shape.Count == 1)
            return true;
        context.Report(GraphDiagnostics.WrongShape, node, what, Print(array.Shape.AsSpan()), "one-dimensional");
        return false;
    }

    private bool Fits(JsonNode node, string what, ReadOnlySpan<int> actual, EquatableArray<int>? wanted)
    {
        if (wanted is not { } shape)
            return true;
        ReadOnlySpan<int> full = shape.AsSpan();
        if (actual.SequenceEqual(full) || (full[0] == 1 && full.Length > 1 && actual.SequenceEqual(full[1..])))
            return true;
        context.Report(GraphDiagnostics.WrongShape, node, what, Print(actual), Print(full[0] == 1 && full.Length > 1 ? full[1..] : full));
        return false;
    }

    private static string Print(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";

    private static EquatableArray<double> Wrap(double[] values) => new(ImmutableCollectionsMarshal.AsImmutableArray(values));
}
