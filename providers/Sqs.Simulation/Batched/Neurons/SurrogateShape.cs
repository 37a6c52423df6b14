namespace Sqs.Simulation.Batched.Neurons;

/// <summary>
/// What takes the place of the derivative of a spike s, which is zero almost everywhere. For neurons that spike with probability p it is ds/dp; for neurons
/// that spike when x = u - threshold is positive it is ds/dx.
/// </summary>
public enum SurrogateShape
{
    /// <summary><c>p (1 - p)</c>; with <c>1 / (1 + exp(-4x))</c> for p, times 4, where there is no probability.</summary>
    Sigmoid,

    /// <summary>1, which leaves the derivative of the expected spike; where there is no probability, 1 for |x| below 1 and 0 beyond.</summary>
    StraightThrough,

    /// <summary><c>1 / (1 + (pi x)^2)</c>, with <c>x = p - 1/2</c> for neurons with a probability.</summary>
    Arctan,

    /// <summary>
    /// The rule of natural quantization: the record of a neuron that turns to the sign of its current z has the slope 1 for |z| below 1 and 0 beyond, whatever is measured.
    /// For every other neuron the same as <see cref="StraightThrough"/>.
    /// </summary>
    HardTanh,
}
