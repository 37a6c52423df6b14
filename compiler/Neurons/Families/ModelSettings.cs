using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Compiler.Neurons.Families;

/// <summary>Values of the settings of one model.</summary>
public sealed class ModelSettings
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a setting: an <see cref="int"/>, <see cref="double"/>, <see cref="string"/>, <see cref="Ansaetze.Ansatz"/> or <see cref="GateSource"/>.</summary>
    /// <param name="name">Key of the setting.</param>
    public object this[string name]
    {
        get => _values[name];
        set => _values[name] = value;
    }

    /// <summary>The value of an integer setting.</summary>
    /// <param name="name">Key of the setting.</param>
    /// <returns>The integer.</returns>
    public int Integer(string name) => (int)_values[name];

    /// <summary>The value of a number setting.</summary>
    /// <param name="name">Key of the setting.</param>
    /// <returns>The number.</returns>
    public double Number(string name) => (double)_values[name];

    /// <summary>The value of a choice.</summary>
    /// <param name="name">Key of the setting.</param>
    /// <returns>The word.</returns>
    public string Word(string name) => (string)_values[name];

    /// <summary>The value of an ansatz setting.</summary>
    /// <param name="name">Key of the setting.</param>
    /// <returns>The ansatz.</returns>
    public Ansatz Ansatz(string name) => (Ansatz)_values[name];

    /// <summary>The value of a gate setting.</summary>
    /// <param name="name">Key of the setting.</param>
    /// <returns>The gate.</returns>
    public GateSource Gate(string name) => (GateSource)_values[name];
}
