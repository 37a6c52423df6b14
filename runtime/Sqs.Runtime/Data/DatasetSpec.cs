using System.Globalization;
using Sqs.Compiler.Ir;

namespace Sqs.Runtime.Data;

/// <summary>
/// A dataset as the command line names it: <c>KIND:PLACE?key=value&amp;...</c>, for instance
/// <c>usps:data/usps?classes=1,7&amp;train=500&amp;test=125&amp;seed=42&amp;steps=10&amp;encode=bernoulli&amp;cap=0.5</c>. Read by <see cref="DatasetSpecParser"/>.
/// </summary>
public sealed record DatasetSpec
{
    /// <summary>Kind of source.</summary>
    public required DatasetKind Kind { get; init; }

    /// <summary>Path of a file or directory, or the name of a task.</summary>
    public required string Place { get; init; }

    /// <summary>Labels to keep, in the order that makes them classes 0, 1, ...; empty keeps all, in rising order.</summary>
    public EquatableArray<int> Classes { get; init; }

    /// <summary>Number of training samples to draw; all that are left when null.</summary>
    public int? Train { get; init; }

    /// <summary>Number of validation samples to draw from the training part.</summary>
    public int Validation { get; init; }

    /// <summary>Number of test samples to draw; the source's own test part, or none, when null.</summary>
    public int? Test { get; init; }

    /// <summary>
    /// Whether the source's own training and test parts are joined before samples are drawn. By default they are when a number of test samples is
    /// asked for and the source is <see cref="DatasetKind.Usps"/>, whose published two-class task is drawn that way.
    /// </summary>
    public bool? Pool { get; init; }

    /// <summary>Seed of the split and of everything random in the data.</summary>
    public ulong Seed { get; init; }

    /// <summary>Number of time steps; the network's own, or the task's, when null.</summary>
    public int? Steps { get; init; }

    /// <summary>How numbers become spikes; tasks of spike trains ignore it, since theirs are given.</summary>
    public SpikeCode Encode { get; init; } = SpikeCode.Bernoulli;

    /// <summary>Largest spike probability of the Bernoulli code.</summary>
    public double Cap { get; init; } = 1;

    /// <summary>Column of the label in a CSV file: an index from 0, negative from the end.</summary>
    public int LabelColumn { get; init; } = -1;

    /// <summary>Lowest value of the data, which becomes 0; taken from the training samples when null.</summary>
    public double? Low { get; init; }

    /// <summary>Highest value of the data, which becomes 1; taken from the training samples when null.</summary>
    public double? High { get; init; }

    /// <summary>Steps that a memory task has to be bridged.</summary>
    public int Delay { get; init; } = 7;

    /// <summary>Bits that a parity or copying task shows.</summary>
    public int Bits { get; init; } = 2;

    /// <summary>Least change of brightness that is an event of the delta code.</summary>
    public double Threshold { get; init; } = 0.1;

    /// <summary>Rows and columns of the sensor behind event files; 34 for N-MNIST.</summary>
    public int Sensor { get; init; } = 34;

    /// <summary>Rows and columns of cells that events are gathered in; one a pixel when null.</summary>
    public int? Cells { get; init; }

    /// <summary>Number of distractor lines of a memory task.</summary>
    public int Distractors { get; init; } = 2;

    /// <summary>Noise of a task, from 0 to 1: spike probability of distractors, or share of random pixels; the task's own when null.</summary>
    public double? Noise { get; init; }

    /// <summary>The specification in its canonical form, which <see cref="DatasetSpecParser"/> reads back to an equal value.</summary>
    /// <returns>The text, options in alphabetical order, defaults left out.</returns>
    public override string ToString()
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var usual = new DatasetSpec { Kind = Kind, Place = Place };
        foreach ((string name, Func<DatasetSpec, string?> print) in Printers)
        {
            if (print(this) is { } text && text != print(usual))
                options.Add(name, text);
        }

        string head = $"{Kind.ToString().ToLowerInvariant()}:{Place}";
        return options.Count == 0 ? head : $"{head}?{string.Join('&', options.Select(o => $"{o.Key}={o.Value}"))}";
    }

    private static readonly (string Name, Func<DatasetSpec, string?> Print)[] Printers =
    [
        ("classes", s => s.Classes.IsEmpty ? null : string.Join(',', s.Classes.Select(c => Text(c)))),
        ("train", s => s.Train is { } n ? Text(n) : null),
        ("validation", s => Text(s.Validation)),
        ("test", s => s.Test is { } n ? Text(n) : null),
        ("pool", s => s.Pool is { } pool ? (pool ? "true" : "false") : null),
        ("seed", s => Text(s.Seed)),
        ("steps", s => s.Steps is { } n ? Text(n) : null),
        ("encode", s => s.Encode.ToString().ToLowerInvariant()),
        ("cap", s => Text(s.Cap)),
        ("label", s => Text(s.LabelColumn)),
        ("low", s => s.Low is { } x ? Text(x) : null),
        ("high", s => s.High is { } x ? Text(x) : null),
        ("delay", s => Text(s.Delay)),
        ("bits", s => Text(s.Bits)),
        ("threshold", s => Text(s.Threshold)),
        ("sensor", s => Text(s.Sensor)),
        ("cells", s => s.Cells is { } n ? Text(n) : null),
        ("distractors", s => Text(s.Distractors)),
        ("noise", s => s.Noise is { } x ? Text(x) : null),
    ];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
