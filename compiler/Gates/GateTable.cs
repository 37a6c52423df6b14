using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Sqs.Compiler.Gates;

/// <summary>
/// Every gate the product knows, each once: what the parser accepts, the emitter prints, the engine applies, the synthesis
/// rewrites and the adapters spell.
/// </summary>
public static partial class GateTable
{
    /// <summary>The rows, in the order of the table.</summary>
    public static ImmutableArray<StandardGate> All => Rows;

    /// <summary>Finds a gate by its name or an alias.</summary>
    /// <param name="name">The name, case sensitive.</param>
    /// <param name="gate">The row.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind(string name, [MaybeNullWhen(false)] out StandardGate gate) => ByName.TryGetValue(name, out gate);

    /// <summary>A gate by its name or an alias.</summary>
    /// <param name="name">The name, case sensitive.</param>
    /// <returns>The row.</returns>
    /// <exception cref="KeyNotFoundException">There is no such gate.</exception>
    public static StandardGate Find(string name) => ByName[name];

    private static FrozenDictionary<string, StandardGate> Index()
    {
        var index = new Dictionary<string, StandardGate>(StringComparer.Ordinal);
        foreach (StandardGate row in Rows)
        {
            index.Add(row.Name, row);
            foreach (string alias in row.Aliases)
                index.Add(alias, row);
        }

        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
