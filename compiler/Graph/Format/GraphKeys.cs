using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.Format;

/// <summary>The keys of a graph document; the reader, the writer and the test of the published schema share them.</summary>
internal static class GraphKeys
{
    public const int Version = 1;

    public const string Wildcard = "*";

    public static EquatableArray<string> Document { get; } =
        ["$schema", "version", "name", "steps", "seed", "inputs", "populations", "synapses", "outputs", "provenance"];

    public static EquatableArray<string> Input { get; } = ["name", "size", "channels"];

    public static EquatableArray<string> Population { get; } = ["name", "size", "neuron", "continues", "parameters"];

    public static EquatableArray<string> Synapse { get; } = ["name", "from", "to", "kind", "delay", "sources", "targets", "weights", "bias"];

    public static EquatableArray<string> File { get; } = ["npz", "array"];

    public static EquatableArray<string> GateFile { get; } = ["file"];

    public static EquatableArray<string> Uniform { get; } = ["uniform"];

    public static EquatableArray<string> Normal { get; } = ["normal"];

    public static EquatableArray<string> Kinds { get; } = ["dense", "sparse", "one-to-one"];

    public static string NameOf(ConnectionKind kind) => Kinds[(int)kind];
}
