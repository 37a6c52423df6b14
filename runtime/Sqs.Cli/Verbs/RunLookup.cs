using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary>Opens the run a user names.</summary>
internal static class RunLookup
{
    /// <summary>Opens a run.</summary>
    /// <param name="store">The store.</param>
    /// <param name="reference">Identifier, its beginning, or <c>last</c>.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The run, or null.</returns>
    public static RunRecord? Open(RunStore store, string reference, DiagnosticBag diagnostics) =>
        store.Find(reference, diagnostics) is { } id ? store.Open(id, diagnostics) : null;
}
