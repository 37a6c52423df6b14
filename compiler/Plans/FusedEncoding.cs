using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;

namespace Sqs.Compiler.Plans;

/// <summary>How one current of a fused program comes about.</summary>
/// <param name="Population">Name of the population.</param>
/// <param name="Neuron">Index of the neuron.</param>
/// <param name="Step">Time step, from 0.</param>
/// <param name="Channel">Channel, from 0.</param>
/// <param name="Heard">The measured bits it depends on, ascending.</param>
/// <param name="FirstInput">
/// The input that holds the encoding angle for the pattern 0 of the heard bits; that for pattern k (bit i of k is <c>Heard[i]</c>) is k
/// further. -1 when no input line reaches the neuron, so that its angles stand in the program as numbers.
/// </param>
public sealed record FusedEncoding(string Population, int Neuron, int Step, int Channel, EquatableArray<HeardBit> Heard, int FirstInput)
{
    /// <summary>The encoding angle for one pattern of the heard bits.</summary>
    /// <param name="model">The neuron's model.</param>
    /// <param name="external">The current from outside.</param>
    /// <param name="pattern">The heard bits; bit i is <c>Heard[i]</c>.</param>
    /// <returns>The model's encoding angle in radians.</returns>
    public double AngleOf(NeuronModel model, double external, long pattern)
    {
        ArgumentNullException.ThrowIfNull(model);
        double current = external;
        for (int i = 0; i < Heard.Count; i++)
            current += (pattern >> i & 1) != 0 ? Heard[i].Weight : 0;
        return model.EncodingAngle(current);
    }
}
