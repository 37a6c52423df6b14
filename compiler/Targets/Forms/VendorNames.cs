using System.Collections.Frozen;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets.Ibm;

namespace Sqs.Compiler.Targets.Forms;

/// <summary>
/// Names that vendors' loaders keep and that come back as keys of results: no keyword of Python, in which services keep registers as attributes, no name their result
/// types use themselves, no name of a gate.
/// </summary>
public static class VendorNames
{
    /// <summary>Names that no register may have.</summary>
    public static IReadOnlySet<string> Reserved { get; } =
        new[] { "output_all" }.Concat(IbmLoaderCheck.Reserved).Concat(GateTable.All.SelectMany(g => g.Aliases.Prepend(g.Name))).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Gives bit registers names and sizes that loaders keep.</summary>
    /// <param name="program">The program.</param>
    /// <returns>The program, the same one where all names fit.</returns>
    public static CircuitProgram Fit(CircuitProgram program) => RegisterNamesPass.Rename(program, Reserved);
}
