using System.Text;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Qasm.Emission;

/// <summary>Names as they are printed: those of the program, changed only where the language has the word already.</summary>
internal sealed class EmittedNames
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "OPENQASM", "include", "defcalgrammar", "pragma", "cal", "defcal", "def", "extern", "gate", "opaque", "let", "box", "if", "else",
        "for", "in", "while", "switch", "case", "default", "break", "continue", "return", "end", "input", "output", "const", "readonly",
        "mutable", "qubit", "qreg", "creg", "bit", "bool", "int", "uint", "float", "angle", "complex", "array", "duration", "stretch",
        "void", "gphase", "inv", "pow", "ctrl", "negctrl", "measure", "reset", "barrier", "delay", "nop", "durationof", "true", "false",
        "pi", "tau", "euler", "U",
    };

    private readonly HashSet<string> _taken;

    public EmittedNames(CircuitProgram program, bool withStandardGates)
    {
        _taken = new HashSet<string>(Reserved, StringComparer.Ordinal);
        if (withStandardGates)
        {
            foreach (StandardGate row in GateTable.All.Where(r => r.Library == GateLibrary.StandardGates))
            {
                _taken.Add(row.Name);
                _taken.UnionWith(row.Aliases);
            }
        }

        Gates = new Dictionary<Gate, string>(ReferenceEqualityComparer.Instance);
        foreach (CompositeGate gate in program.Gates)
            Gates.TryAdd(gate, Unique(gate.Name));
        Inputs = [.. program.Inputs.Select(i => Unique(i.Name))];
        QubitRegisters = [.. program.QubitRegisters.Select(r => r.IsPhysical ? "$" : Unique(r.Name))];
        BitRegisters = [.. program.BitRegisters.Select(r => Unique(r.Name))];
        Variables = [.. program.Variables.Select(v => Unique(v.Name))];
    }

    public Dictionary<Gate, string> Gates { get; }

    public string[] Inputs { get; }

    public string[] QubitRegisters { get; }

    public string[] BitRegisters { get; }

    public string[] Variables { get; }

    /// <summary>A valid name that is not taken.</summary>
    public string Unique(string name)
    {
        string valid = Valid(name);
        string candidate = valid;
        for (int i = 1; !_taken.Add(candidate); i++)
            candidate = $"{valid}_{i}";
        return candidate;
    }

    private static string Valid(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in name)
            text.Append(char.IsLetterOrDigit(c) || c == '_' ? c : '_');
        if (text.Length == 0 || char.IsDigit(text[0]))
            text.Insert(0, '_');
        return text.ToString();
    }
}
