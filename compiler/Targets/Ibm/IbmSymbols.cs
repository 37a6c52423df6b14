namespace Sqs.Compiler.Targets.Ibm;

/// <summary>What a text declares.</summary>
internal sealed class IbmSymbols
{
    /// <summary>Bit registers with their sizes; 0 for a single bit.</summary>
    public Dictionary<string, int> Bits { get; } = new(StringComparer.Ordinal);

    /// <summary>Qubit registers.</summary>
    public HashSet<string> Qubits { get; } = new(StringComparer.Ordinal);

    /// <summary>Inputs.</summary>
    public HashSet<string> Inputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Gates with their numbers of angles and qubits.</summary>
    public Dictionary<string, (int Angles, int Qubits)> Gates { get; } = new(StringComparer.Ordinal);

    /// <summary>Aliases.</summary>
    public HashSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a name is taken.</summary>
    public bool IsDeclared(string name) =>
        Bits.ContainsKey(name) || Qubits.Contains(name) || Inputs.Contains(name) || Gates.ContainsKey(name) || Aliases.Contains(name);
}
