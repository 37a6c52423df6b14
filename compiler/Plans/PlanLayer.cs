using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Plans;

/// <summary>A layer of a <see cref="LayeredPlan"/>: what can run once all earlier layers have spiked.</summary>
/// <param name="Populations">Names of its populations, in document order.</param>
/// <param name="Circuits">Its circuits, independent of each other.</param>
public sealed record PlanLayer(EquatableArray<string> Populations, EquatableArray<LayerCircuit> Circuits);
