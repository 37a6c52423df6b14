namespace Sqs.Compiler.Neurons.Families;

/// <summary>What a <see cref="ModelSetting"/> takes.</summary>
public enum SettingKind
{
    /// <summary>An integer in a range.</summary>
    Integer,

    /// <summary>A finite number in a range.</summary>
    Number,

    /// <summary>One of a list of words.</summary>
    Choice,

    /// <summary>An ansatz: its kind, or an object of its kind and its settings.</summary>
    Ansatz,

    /// <summary>A gate definition: OpenQASM text, or an object with the file that holds it.</summary>
    Gate,
}
