using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.Format.Json;

namespace Sqs.Compiler.Graph.Format;

/// <summary>The inputs and populations of a document by name.</summary>
internal sealed class NodeTable(ReadingContext context)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Declares a node, also one with errors, so that references to it are not reported again.</summary>
    /// <param name="view">The node's object.</param>
    /// <param name="name">Its name, or null when it has none.</param>
    /// <param name="size">Its size; meaningful when the object is sound.</param>
    /// <param name="channels">Its channels, or null when unknown.</param>
    /// <param name="isPopulation">Whether it is a population.</param>
    /// <returns>Whether it is sound and its name was free.</returns>
    public bool Declare(ObjectView view, string? name, int size, int? channels, bool isPopulation)
    {
        if (name is null)
            return false;
        var entry = new Entry(name, view.IsSound ? size : null, channels, isPopulation, view.Optional("name")!);
        if (_entries.TryAdd(name, entry))
            return view.IsSound;
        view.Fail(GraphDiagnostics.DuplicateName, entry.Place, name, _entries[name].IsPopulation ? "a population" : "an input");
        return false;
    }

    /// <summary>Finds a node; reports when there is none.</summary>
    /// <param name="place">Where it is named.</param>
    /// <param name="name">The name.</param>
    /// <param name="isPopulation">Whether it must be a population.</param>
    /// <returns>The node or null.</returns>
    public Entry? Find(JsonNode place, string name, bool isPopulation)
    {
        if (_entries.TryGetValue(name, out Entry? entry) && (entry.IsPopulation || !isPopulation))
            return entry;
        string[] names = [.. _entries.Values.Where(e => e.IsPopulation || !isPopulation).Select(e => e.Name)];
        context.Report(
            GraphDiagnostics.UnknownNode,
            place,
            isPopulation ? "population" : "input or population",
            name,
            NameSuggestion.Clause(name, names),
            ReadingContext.List(names));
        return null;
    }

    /// <summary>Warns of populations that nothing drives and of nodes whose spikes nobody uses.</summary>
    /// <param name="outputs">The network's outputs.</param>
    public void ReportUnused(IReadOnlyList<string> outputs)
    {
        foreach (Entry entry in _entries.Values)
        {
            if (entry.IsPopulation && !entry.IsDriven)
                context.Report(GraphDiagnostics.NoInput, entry.Place, entry.Name);
            if (!entry.IsHeard && !outputs.Contains(entry.Name))
                context.Report(GraphDiagnostics.NoEffect, entry.Place, entry.Name);
        }
    }

    /// <summary>An input or population.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Size">Its size; null when unknown because of an error.</param>
    /// <param name="Channels">Its channels; null when unknown because of an error.</param>
    /// <param name="IsPopulation">Whether it is a population.</param>
    /// <param name="Place">Where it is named.</param>
    internal sealed record Entry(string Name, int? Size, int? Channels, bool IsPopulation, JsonNode Place)
    {
        /// <summary>Whether a synapse leads to it.</summary>
        public bool IsDriven { get; set; }

        /// <summary>Whether a synapse starts at it.</summary>
        public bool IsHeard { get; set; }
    }
}
