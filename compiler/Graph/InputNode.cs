namespace Sqs.Compiler.Graph;

/// <summary>A group of spike lines that come from outside.</summary>
/// <param name="Name">Identifier, unique among inputs and populations.</param>
/// <param name="Size">Number of lines, at least 1.</param>
/// <param name="Channels">Bits a line carries a step; 1, or the number of channels of every neuron it feeds.</param>
public sealed record InputNode(string Name, int Size, int Channels = 1);
