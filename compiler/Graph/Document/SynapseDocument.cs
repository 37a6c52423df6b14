namespace Sqs.Compiler.Graph.Document;

/// <summary>A bundle of connections as written.</summary>
/// <param name="Shape">Everything but weights and bias, which are empty in it.</param>
/// <param name="WeightCount">Number of weights.</param>
/// <param name="Weights">Where the weights come from, in the layout of <see cref="Synapse.Weights"/>.</param>
/// <param name="BiasCount">Number of biases, should there be some.</param>
/// <param name="Bias">Where the biases come from, in the layout of <see cref="Synapse.Bias"/>; null for none.</param>
public sealed record SynapseDocument(Synapse Shape, int WeightCount, NumberSource Weights, int BiasCount, NumberSource? Bias);
