using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Compiler.Neurons.Families;

/// <summary>A structural setting of a neuron family or ansatz. The document reader, its writer, the schema and the help all come from it.</summary>
public sealed record ModelSetting
{
    private ModelSetting(string name, SettingKind kind, object? fallback, string help)
    {
        Name = name;
        Kind = kind;
        Default = fallback;
        Help = help;
    }

    /// <summary>The key in graph documents.</summary>
    public string Name { get; }

    /// <summary>What it takes.</summary>
    public SettingKind Kind { get; }

    /// <summary>
    /// The value where a document says nothing: an <see cref="int"/>, <see cref="double"/>, <see cref="string"/> or <see cref="Ansatz"/>; null
    /// when a document must say it.
    /// </summary>
    public object? Default { get; }

    /// <summary>Smallest number allowed.</summary>
    public double Minimum { get; private init; } = double.MinValue;

    /// <summary>Largest number allowed.</summary>
    public double Maximum { get; private init; } = double.MaxValue;

    /// <summary>The words of a choice.</summary>
    public EquatableArray<string> Choices { get; private init; }

    /// <summary>One line for people.</summary>
    public string Help { get; }

    /// <summary>An integer.</summary>
    /// <param name="name">Key.</param>
    /// <param name="fallback">Default.</param>
    /// <param name="minimum">Smallest value.</param>
    /// <param name="maximum">Largest value.</param>
    /// <param name="help">One line for people.</param>
    /// <returns>The setting.</returns>
    public static ModelSetting Integer(string name, int fallback, int minimum, int maximum, string help) =>
        new(name, SettingKind.Integer, fallback, help) { Minimum = minimum, Maximum = maximum };

    /// <summary>A number.</summary>
    /// <param name="name">Key.</param>
    /// <param name="fallback">Default.</param>
    /// <param name="minimum">Smallest value.</param>
    /// <param name="maximum">Largest value.</param>
    /// <param name="help">One line for people.</param>
    /// <returns>The setting.</returns>
    public static ModelSetting Number(string name, double fallback, double minimum, double maximum, string help) =>
        new(name, SettingKind.Number, fallback, help) { Minimum = minimum, Maximum = maximum };

    /// <summary>One of several words; the first is the default.</summary>
    /// <param name="name">Key.</param>
    /// <param name="choices">The words.</param>
    /// <param name="help">One line for people.</param>
    /// <returns>The setting.</returns>
    public static ModelSetting Choice(string name, EquatableArray<string> choices, string help) =>
        new(name, SettingKind.Choice, choices[0], help) { Choices = choices };

    /// <summary>An ansatz; <c>chain</c> by default.</summary>
    /// <param name="name">Key.</param>
    /// <param name="help">One line for people.</param>
    /// <returns>The setting.</returns>
    public static ModelSetting OfAnsatz(string name, string help) => new(name, SettingKind.Ansatz, new ChainAnsatz(), help);

    /// <summary>A gate definition, which must be given.</summary>
    /// <param name="name">Key.</param>
    /// <param name="help">One line for people.</param>
    /// <returns>The setting.</returns>
    public static ModelSetting OfGate(string name, string help) => new(name, SettingKind.Gate, null, help);
}
