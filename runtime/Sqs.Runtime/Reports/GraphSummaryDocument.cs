using Newtonsoft.Json.Linq;
using Sqs.Compiler.Graph.Analysis;

namespace Sqs.Runtime.Reports;

/// <summary>The JSON form of a graph's summary.</summary>
public static class GraphSummaryDocument
{
    /// <summary>Describes a summary.</summary>
    /// <param name="summary">The summary.</param>
    /// <returns>Totals, and an object a population.</returns>
    public static JObject Describe(GraphSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new JObject
        {
            ["neurons"] = summary.Neurons,
            ["qubits"] = summary.Qubits,
            ["weights"] = summary.Weights,
            ["biases"] = summary.Biases,
            ["angles"] = summary.Angles,
            ["populations"] = new JArray(summary.Populations.Select(p => new JObject
            {
                ["name"] = p.Name,
                ["family"] = p.Family,
                ["size"] = p.Size,
                ["channels"] = p.Channels,
                ["memory_qubits"] = p.MemoryQubits,
                ["angles"] = p.Angles,
                ["fan_in"] = p.FanIn,
                ["layer"] = p.Layer,
            })),
        };
    }
}
