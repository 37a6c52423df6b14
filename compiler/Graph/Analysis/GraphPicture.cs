using System.Globalization;
using System.Text;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.Analysis;

/// <summary>Pictures of a network: boxes for inputs and populations, layer by layer from left to right, arrows for synapses.</summary>
public static class GraphPicture
{
    private const int BoxWidth = 148;
    private const int BoxHeight = 46;
    private const int ColumnStep = 236;
    private const int RowStep = 78;
    private const int Margin = 24;

    /// <summary>The picture as a Mermaid flowchart.</summary>
    /// <param name="graph">The network.</param>
    /// <returns>Text, one node or edge a line.</returns>
    public static string ToMermaid(NetworkGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var text = new StringBuilder("flowchart LR\n");
        foreach (InputNode input in graph.Inputs)
            text.Append(CultureInfo.InvariantCulture, $"  {input.Name}([\"{input.Name}<br/>{Detail(input)}\"])\n");
        foreach (Population population in graph.Populations)
        {
            (string open, string close) = graph.Outputs.Contains(population.Name) ? ("[[", "]]") : ("[", "]");
            text.Append(CultureInfo.InvariantCulture, $"  {population.Name}{open}\"{population.Name}<br/>{Detail(population)}\"{close}\n");
        }

        foreach (Synapse synapse in graph.Synapses)
            text.Append(CultureInfo.InvariantCulture, $"  {synapse.From} {(synapse.Delay > 0 ? "-.->" : "-->")}|\"{Label(synapse)}\"| {synapse.To}\n");
        return text.ToString();
    }

    /// <summary>The picture as an SVG document that follows light and dark colour schemes.</summary>
    /// <param name="graph">The network.</param>
    /// <returns>SVG text.</returns>
    public static string ToSvg(NetworkGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Dictionary<string, (int Column, int Row)> places = Places(graph);
        int columns = places.Values.Max(p => p.Column) + 1;
        int rows = places.Values.Max(p => p.Row) + 1;
        bool hasReturns = graph.Synapses.Any(s => !IsForward(s, places));
        int width = (2 * Margin) + ((columns - 1) * ColumnStep) + BoxWidth;
        int height = (2 * Margin) + ((rows - 1) * RowStep) + BoxHeight + (hasReturns ? RowStep : 0);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{Escape(graph.Name)}\">\n");
        svg.Append("""
            <style>
            text { font: 13px system-ui, sans-serif; fill: #1b1f24; text-anchor: middle }
            .small { font-size: 11px; fill: #57606a }
            .box { fill: #fff; stroke: #57606a; stroke-width: 1.2 }
            .input { fill: #eef2f6 }
            .output { stroke: #0969da; stroke-width: 2.2 }
            .wire { fill: none; stroke: #57606a; stroke-width: 1.2; marker-end: url(#tip) }
            .delayed { stroke-dasharray: 5 4 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 } .small { fill: #9da7b3 }
              .box { fill: #161b22; stroke: #9da7b3 } .input { fill: #21262d } .output { stroke: #4493f8 } .wire { stroke: #9da7b3 }
            }
            </style>
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8Z" fill="#57606a"/></marker></defs>

            """.ReplaceLineEndings("\n"));
        foreach (Synapse synapse in graph.Synapses)
            AppendWire(svg, synapse, places, rows);
        foreach (InputNode input in graph.Inputs)
            AppendBox(svg, input.Name, Detail(input), "box input", BoxHeight / 2, places[input.Name]);
        foreach (Population population in graph.Populations)
            AppendBox(svg, population.Name, Detail(population), graph.Outputs.Contains(population.Name) ? "box output" : "box", 6, places[population.Name]);
        return svg.Append("</svg>\n").ToString();
    }

    private static Dictionary<string, (int Column, int Row)> Places(NetworkGraph graph)
    {
        var places = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        int row = 0;
        foreach (InputNode input in graph.Inputs)
            places[input.Name] = (0, row++);

        // A graph with cycles is laid out along its synapses without delay, which have none.
        NetworkGraph acyclic = LayerOrder.Find(graph, out EquatableArray<EquatableArray<string>> layers).IsEmpty
            ? graph
            : graph with { Synapses = [.. graph.Synapses.Where(s => s.Delay == 0)] };
        if (!ReferenceEquals(acyclic, graph))
            LayerOrder.Find(acyclic, out layers);
        int first = graph.Inputs.IsEmpty ? 0 : 1;
        for (int layer = 0; layer < layers.Count; layer++)
        {
            for (int i = 0; i < layers[layer].Count; i++)
                places[layers[layer][i]] = (first + layer, i);
        }

        return places;
    }

    private static bool IsForward(Synapse synapse, Dictionary<string, (int Column, int Row)> places) => places[synapse.From].Column < places[synapse.To].Column;

    private static void AppendWire(StringBuilder svg, Synapse synapse, Dictionary<string, (int Column, int Row)> places, int rows)
    {
        (int x, int y) = Corner(places[synapse.From]);
        (int toX, int toY) = Corner(places[synapse.To]);
        string style = synapse.Delay > 0 ? "wire delayed" : "wire";
        if (!IsForward(synapse, places))
        {
            int low = Margin + ((rows - 1) * RowStep) + BoxHeight + (RowStep / 2);
            int from = x + (BoxWidth * 2 / 3);
            int to = toX + (BoxWidth / 3);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{style}\" d=\"M{from} {y + BoxHeight} V{low} H{to} V{toY + BoxHeight}\"/>\n");
            AppendLabel(svg, (from + to) / 2, low - 5, synapse);
            return;
        }

        int startX = x + BoxWidth;
        int startY = y + (BoxHeight / 2);
        int endY = toY + (BoxHeight / 2);
        int columns = places[synapse.To].Column - places[synapse.From].Column;

        // A wire over several columns bends around the boxes between.
        int bend = columns > 1 ? -(RowStep / 2) - Margin + 8 : 0;
        int third = (toX - startX) / 3;
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{style}\" d=\"M{startX} {startY} C{startX + third} {startY + bend} {toX - third} {endY + bend} {toX} {endY}\"/>\n");
        AppendLabel(svg, (startX + toX) / 2, ((startY + endY) / 2) + (bend * 3 / 4) - 5, synapse);
    }

    private static void AppendLabel(StringBuilder svg, int x, int y, Synapse synapse) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"small\" x=\"{x}\" y=\"{y}\">{Escape(Label(synapse))}</text>\n");

    private static void AppendBox(StringBuilder svg, string name, string detail, string style, int radius, (int Column, int Row) place)
    {
        (int x, int y) = Corner(place);
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{style}\" x=\"{x}\" y=\"{y}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"{radius}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (BoxWidth / 2)}\" y=\"{y + 19}\">{Escape(name)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"small\" x=\"{x + (BoxWidth / 2)}\" y=\"{y + 36}\">{Escape(detail)}</text>\n");
    }

    private static (int X, int Y) Corner((int Column, int Row) place) => (Margin + (place.Column * ColumnStep), Margin + (place.Row * RowStep));

    private static string Detail(InputNode input) => input.Channels == 1 ? $"{input.Size} lines" : $"{input.Size} lines of {input.Channels} bits";

    private static string Detail(Population population) =>
        $"{population.Size} × {population.Neuron.Family} {population.Neuron.Channels}+{population.Neuron.MemoryQubits}";

    private static string Label(Synapse synapse)
    {
        string kind = synapse.Kind switch
        {
            ConnectionKind.Dense => "dense",
            ConnectionKind.Sparse => $"sparse {synapse.Targets.Count}",
            _ => "1:1",
        };
        return synapse.Delay == 0 ? kind : $"{kind}, delay {synapse.Delay}";
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
