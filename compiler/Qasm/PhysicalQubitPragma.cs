using System.Globalization;

namespace Sqs.Compiler.Qasm;

/// <summary>
/// The pragma that says how many physical qubits a program is for, where that is more than it names: <c>pragma sqs.physical_qubits 133</c>.
/// The language has no declaration of physical qubits (specification, "Quantum types": they are named <c>$0</c>, <c>$1</c>, ... alone),
/// so that text without the pragma is for the qubits up to the last one named.
/// </summary>
internal static class PhysicalQubitPragma
{
    private const string Name = "sqs.physical_qubits";

    /// <summary>The line of text.</summary>
    public static string Line(int qubits) => string.Create(CultureInfo.InvariantCulture, $"pragma {Name} {qubits}\n");

    /// <summary>Whether the text of a pragma is this one.</summary>
    /// <param name="text">The text behind the keyword.</param>
    /// <param name="qubits">The number of qubits, or 0 where it is none that a program can have.</param>
    public static bool Matches(string text, out int qubits)
    {
        qubits = 0;
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0] != Name)
            return false;
        bool isCount = words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out qubits) && qubits <= Semantics.TypeBinder.MaximumSize;
        qubits = isCount ? qubits : 0;
        return true;
    }
}
