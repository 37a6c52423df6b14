using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.Analysis;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.Format.Json;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.Format;

/// <summary>Reads synapses: ends, connection pattern, delay, weights and biases.</summary>
internal sealed class SynapseReader(ReadingContext context, NodeTable nodes, NumberReader numbers)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(string From, string To, JsonNode Place)> _instant = [];

    /// <summary>Binds one synapse.</summary>
    /// <param name="node">Its object.</param>
    /// <returns>The synapse, or null after a report.</returns>
    public SynapseDocument? Bind(JsonObjectNode node)
    {
        var ends = new ObjectView(context, node, What(node), GraphKeys.Synapse);
        NodeTable.Entry? from = End(ends, "from", isPopulation: false);
        NodeTable.Entry? to = End(ends, "to", isPopulation: true);
        string? name = Name(ends, from, to);
        ConnectionKind kind = (ConnectionKind)GraphKeys.Kinds.AsSpan().IndexOf(ends.Choice("kind", "kind of synapse", GraphKeys.Kinds));
        int delay = ends.Integer("delay", 0, GraphLimits.Delay, fallback: 0);
        if (from is not null && to is not null)
        {
            from.IsHeard = true;
            to.IsDriven = true;
            if (delay == 0)
                _instant.Add((from.Name, to.Name, node.Find("from")!.Value));
        }

        CheckEnds(ends, from, to, kind);
        (int[]? sources, int[]? targets) = ReadEntries(ends, from, to, kind);
        EquatableArray<int>? weightShape = WeightShape(from, to, kind, sources);
        EquatableArray<int>? biasShape = to is { Channels: { } channels, Size: { } size } ? [channels, size] : null;
        NumberSource? weights = IsTooLarge(ends, weightShape) || ends.Required("weights", "the weights") is not { } value
            ? null
            : numbers.Read(value, $"'weights' of {What(node)}", weightShape);
        NumberSource? bias = ends.Optional("bias") is { } biasNode ? numbers.Read(biasNode, $"'bias' of {What(node)}", biasShape) : null;
        if (!ends.IsSound || name is null || weights is null || weightShape is null || biasShape is null || sources is null || targets is null)
            return null;
        var shape = new Synapse
        {
            Name = name,
            From = from!.Name,
            To = to!.Name,
            Kind = kind,
            Weights = [],
            Sources = [.. sources],
            Targets = [.. targets],
            Delay = delay,
        };
        return new SynapseDocument(shape, Product(weightShape.Value), weights, Product(biasShape.Value), bias);
    }

    /// <summary>Reports every cycle without delay, one for each group of populations that wait for each other.</summary>
    public void ReportCycles()
    {
        var edges = new List<(string From, string To, JsonNode Place)>(_instant);
        while (true)
        {
            string[] names = [.. edges.Select(e => e.From).Distinct(StringComparer.Ordinal)];
            EquatableArray<string> cycle = LayerOrder.FindCycle(names, [.. edges.Select(e => (e.From, e.To))]);
            if (cycle.IsEmpty)
                return;
            int closing = edges.FindIndex(e => e.From == cycle[^2] && e.To == cycle[^1]);
            context.Report(GraphDiagnostics.ZeroDelayCycle, edges[closing].Place, string.Join(" -> ", cycle));
            edges.RemoveAll(e => cycle.Contains(e.From) && cycle.Contains(e.To));
        }
    }

    private static string What(JsonObjectNode node) =>
        node.Find("name")?.Value is JsonScalarNode { Value: string name } ? $"synapse '{name}'"
        : node.Find("from")?.Value is JsonScalarNode { Value: string from } && node.Find("to")?.Value is JsonScalarNode { Value: string to } ? $"the synapse from '{from}' to '{to}'"
        : "the synapse";

    private NodeTable.Entry? End(ObjectView view, string key, bool isPopulation)
    {
        string? name = view.Text(key, required: true);
        return name is null ? null : nodes.Find(view.Optional(key)!, name, isPopulation);
    }

    private string? Name(ObjectView view, NodeTable.Entry? from, NodeTable.Entry? to)
    {
        string? name = view.Optional("name") is not null ? view.Name("name", required: true)
            : from is null || to is null ? null
            : $"{from.Name}_{to.Name}";
        if (name is not null && !_names.Add(name))
            view.Fail(GraphDiagnostics.DuplicateName, view.Optional("name") ?? view.Node, name, "a synapse");
        return name;
    }

    private static void CheckEnds(ObjectView view, NodeTable.Entry? from, NodeTable.Entry? to, ConnectionKind kind)
    {
        if (from is { Channels: { } sent } && to is { Channels: { } heard } && sent != 1 && sent != heard)
            view.Fail(GraphDiagnostics.ChannelMismatch, view.Optional("from")!, from.Name, sent, to.Name, heard);
        if (kind == ConnectionKind.OneToOne && from is { Size: { } sources } && to is { Size: { } targets } && sources != targets)
            view.Fail(GraphDiagnostics.UnequalSizes, view.Optional("kind")!, from.Name, sources, to.Name, targets);
    }

    private (int[]? Sources, int[]? Targets) ReadEntries(ObjectView view, NodeTable.Entry? from, NodeTable.Entry? to, ConnectionKind kind)
    {
        if (kind != ConnectionKind.Sparse)
        {
            foreach (string key in (ReadOnlySpan<string>)["sources", "targets"])
            {
                if (view.Optional(key) is { } extra)
                    view.Fail(GraphDiagnostics.WrongType, extra, $"'{key}' of a {GraphKeys.NameOf(kind)} synapse", "given", "left out; only a sparse one lists its pairs");
            }

            return ([], []);
        }

        int[]? sources = view.Required("sources", "the source of each entry") is { } sourceNode
            ? numbers.ReadIndices(sourceNode, "'sources'", "source", from?.Name ?? "?", from?.Size)
            : null;
        int[]? targets = view.Required("targets", "the target of each entry") is { } targetNode
            ? numbers.ReadIndices(targetNode, "'targets'", "target", to?.Name ?? "?", to?.Size)
            : null;
        if (sources is null || targets is null)
            return (sources, targets);
        if (sources.Length != targets.Length)
        {
            view.Fail(GraphDiagnostics.WrongShape, view.Optional("targets")!, "'targets'", $"[{targets.Length}]", $"[{sources.Length}], like 'sources'");
            return (sources, null);
        }

        ReportDuplicates(view, sources, targets);
        return (sources, targets);
    }

    private static void ReportDuplicates(ObjectView view, int[] sources, int[] targets)
    {
        var seen = new HashSet<(int, int)>(sources.Length);
        for (int i = 0; i < sources.Length; i++)
        {
            if (!seen.Add((sources[i], targets[i])))
            {
                JsonNode list = view.Optional("targets")!;
                view.Fail(GraphDiagnostics.DuplicateEntry, list is JsonNumbersNode numbers ? numbers.At(i) : list, sources[i], targets[i]);
            }
        }
    }

    private static EquatableArray<int>? WeightShape(NodeTable.Entry? from, NodeTable.Entry? to, ConnectionKind kind, int[]? sources)
    {
        if (to?.Channels is not { } channels)
            return null;
        return kind switch
        {
            ConnectionKind.Sparse => sources is null ? null : [channels, sources.Length],
            ConnectionKind.OneToOne => to.Size is { } size ? [channels, size] : null,
            _ => to.Size is { } targets && from?.Size is { } lines ? [channels, targets, lines] : null,
        };
    }

    private static bool IsTooLarge(ObjectView view, EquatableArray<int>? shape)
    {
        // Channels are few and sizes at most 2^24, so the product fits 64 bits.
        long count = shape?.Aggregate(1L, (product, extent) => product * extent) ?? 0;
        if (count <= GraphLimits.Numbers)
            return false;
        view.Fail(GraphDiagnostics.TooLarge, view.Node, "this synapse", count, GraphLimits.Numbers);
        return true;
    }

    private static int Product(EquatableArray<int> shape) => shape.Aggregate(1, (product, extent) => product * extent);
}
