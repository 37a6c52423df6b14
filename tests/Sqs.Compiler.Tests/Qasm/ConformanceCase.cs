namespace Sqs.Compiler.Tests.Qasm;

/// <summary>A small program and what is expected of it.</summary>
/// <param name="Name">File and line.</param>
/// <param name="Expectation">As in the file.</param>
/// <param name="Program">The whole program.</param>
public sealed record ConformanceCase(string Name, string Expectation, string Program)
{
    private const string Prologue = "OPENQASM 3.1; include \"stdgates.inc\"; ";

    /// <summary>Whether the program is valid, with or without an expected distribution.</summary>
    public bool IsValid => Expectation is "ok" or "accept" || Expectation.StartsWith('{');

    /// <summary>Whether its text has names that OpenQASM 3 reserves, so that printing changes them.</summary>
    public bool ChangesNames => Expectation == "accept";

    /// <summary>Reads the cases of the data files beside the test assembly.</summary>
    public static IEnumerable<ConformanceCase> All()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Qasm", "Conformance");
        foreach (string file in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            int number = 0;
            foreach (string line in File.ReadLines(file))
            {
                number++;
                int bar = line.IndexOf(" | ", StringComparison.Ordinal);
                if (line.StartsWith('#') || bar < 0)
                    continue;
                string expectation = line[..bar].Trim();
                bool raw = expectation.StartsWith("raw ", StringComparison.Ordinal);
                string program = line[(bar + 3)..].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal);
                yield return new ConformanceCase(
                    $"{Path.GetFileNameWithoutExtension(file)}:{number}",
                    raw ? expectation[4..] : expectation,
                    raw ? program : Prologue + program);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Program}";
}
