using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>What a backward pass starts from.</summary>
/// <param name="Shape">The surrogate.</param>
/// <param name="OutputGradient">The gradient by the output spikes: <c>[train][neuron]</c>, the same at every answering step.</param>
/// <param name="AnswerFrom">The first answering step; before it outputs do not matter.</param>
internal sealed record BackwardSettings(SurrogateShape Shape, float[] OutputGradient, int AnswerFrom)
{
    /// <summary>
    /// Gradients by the spikes of every layer, for rules that are local in space and time: <c>[train][step][neuron]</c> by index of the population, and what follows in a layer stays in
    /// its step. Null for gradients through layers and time from <see cref="OutputGradient"/>.
    /// </summary>
    public float[][]? LayerGradients { get; init; }

    /// <summary>The share of a presynaptic trace that is left after a step, for local rules.</summary>
    public float TraceDecay { get; init; }
}
