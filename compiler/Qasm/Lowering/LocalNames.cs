using Sqs.Compiler.Gates;

namespace Sqs.Compiler.Qasm.Lowering;

/// <summary>
/// Gives local names that the program has twice, or that gates have, a number behind them, since the circuit has one scope.
/// </summary>
internal sealed class LocalNames
{
    private readonly HashSet<string> _taken;

    public LocalNames(IEnumerable<string> taken) => _taken = new HashSet<string>(taken, StringComparer.Ordinal);

    /// <summary>A name nothing else has.</summary>
    /// <param name="name">The name wanted.</param>
    /// <returns>The name, or the name with a number.</returns>
    public string Unique(string name)
    {
        string candidate = name;
        for (int i = 1; GateTable.TryFind(candidate, out _) || !_taken.Add(candidate); i++)
            candidate = $"{name}_{i}";
        return candidate;
    }
}
