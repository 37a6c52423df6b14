using System.Xml.Linq;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Analysis;

namespace Sqs.Compiler.Tests.Graph;

public sealed class GraphAnalysisTests
{
    [Test]
    public void A_summary_counts_by_hand()
    {
        GraphSummary summary = GraphSummary.Of(SmallGraphs.Skip());
        Assert.That(summary.Populations, Is.EqualTo(new[]
        {
            new PopulationSummary("hidden", "sqs", 3, 1, 1, 9, 2, 0),
            new PopulationSummary("out", "sqs", 1, 1, 1, 3, 5, 1),
        }));
        Assert.That(
            summary with { Populations = [] },
            Is.EqualTo(new GraphSummary("skip", 2, 2, 4, 6 + 3 + 2, 0, 12, 8, 6, 2, [], [])));
        Assert.That(summary.Parameters, Is.EqualTo(23));
    }

    [Test]
    public void A_cycle_is_named_and_leaves_no_layers()
    {
        GraphSummary summary = GraphSummary.Of(Recurrent());
        Assert.That(summary.Cycle, Is.EqualTo(new[] { "hidden", "out", "hidden" }));
        Assert.That((summary.Layers, summary.WidestLayer), Is.EqualTo((0, 8)));
    }

    [Test]
    public void Fan_in_of_a_sparse_bundle_is_that_of_its_busiest_neuron()
    {
        NetworkGraph graph = SmallGraphs.Skip() with
        {
            Synapses =
            [
                new Synapse { Name = "s", From = "x", To = "hidden", Kind = ConnectionKind.Sparse, Sources = [0, 1, 0], Targets = [2, 2, 1], Weights = [1, 2, 3] },
            ],
        };
        Assert.That(GraphSummary.Of(graph).Populations.Select(p => p.FanIn), Is.EqualTo(new[] { 2, 0 }));
    }

    [Test]
    public void The_mermaid_picture_shows_every_node_and_synapse()
    {
        Assert.That(GraphPicture.ToMermaid(Recurrent()), Is.EqualTo("""
            flowchart LR
              x(["x<br/>2 lines"])
              hidden["hidden<br/>3 × sqs 1+1"]
              out[["out<br/>1 × sqs 1+1"]]
              x -->|"dense"| hidden
              hidden -->|"dense"| out
              x -->|"dense"| out
              out -.->|"dense, delay 1"| hidden

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void The_svg_picture_is_well_formed_and_keeps_boxes_apart()
    {
        NetworkGraph graph = Recurrent() with { Name = "a < \"b\" & c" };
        XElement svg = XElement.Parse(GraphPicture.ToSvg(graph));
        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.That(svg.Attribute("aria-label")!.Value, Is.EqualTo(graph.Name));
        Assert.That(svg.Elements(ns + "path").Count(), Is.EqualTo(graph.Synapses.Count));
        (double X, double Y)[] corners = [.. svg.Elements(ns + "rect").Select(r => ((double)r.Attribute("x")!, (double)r.Attribute("y")!))];
        Assert.That(corners, Has.Length.EqualTo(3).And.Unique);
        string[] size = svg.Attribute("viewBox")!.Value.Split(' ');
        Assert.That(corners.Select(c => c.X), Is.All.InRange(0, double.Parse(size[2], System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static NetworkGraph Recurrent() => SmallGraphs.Skip() with
    {
        Synapses = [.. SmallGraphs.Skip().Synapses, SmallGraphs.Dense("out", "hidden", 1, 3, delay: 1)],
    };
}
