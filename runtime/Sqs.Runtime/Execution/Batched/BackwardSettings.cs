using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>What a backward pass starts from.</summary>
/// <param name="Shape">The surrogate.</param>
/// <param name="OutputGradient">The gradient by the output spikes: <c>[train][neuron]</c>, the same at every answering step.</param>
/// <param name="AnswerFrom">The first answering step; before it outputs do not matter.</param>
internal sealed record BackwardSettings(SurrogateShape Shape, float[] OutputGradient, int AnswerFrom);
