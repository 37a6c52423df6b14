using Sqs.Compiler.Neurons;

namespace Sqs.Runtime.Tests.Reference;

/// <summary>
/// A neuron of natural quantization as its paper has it (arXiv 2503.15482): the qubit starts in |0> with the record +1, is turned by
/// <c>theta = (pi / 2) (r - f(z))</c> about y and measured with <c>P(m) = (1 + m sin(g) &lt;Z&gt;) / 2</c>; m is the new record and, where it is +1, a spike.
/// </summary>
internal sealed class NaturalRecursion(NaturalNeuron model)
{
    private double _zero = 1;
    private double _one;
    private int _record = 1;

    /// <summary>The probability of a train.</summary>
    public static double Probability(NaturalNeuron model, double[] currents, int[] spikes)
    {
        var neuron = new NaturalRecursion(model);
        double probability = 1;
        for (int step = 0; step < spikes.Length; step++)
            probability *= neuron.Step(currents[step], spikes[step]);
        return probability;
    }

    /// <summary>Runs a step with a given outcome.</summary>
    /// <returns>The outcome's probability.</returns>
    public double Step(double current, int spike)
    {
        double target = model.Sharpness == 0 ? (current >= 0 ? 1 : -1)
            : model.Function == NaturalFunction.Tanh ? Math.Tanh(current / model.Sharpness) : Math.Max(-1, Math.Min(1, current / model.Sharpness));
        double half = 0.25 * Math.PI * (_record - target);
        (_zero, _one) = ((Math.Cos(half) * _zero) - (Math.Sin(half) * _one), (Math.Sin(half) * _zero) + (Math.Cos(half) * _one));
        double strength = model is NaturalWeakNeuron weak ? Math.Sin(weak.Strength) : 1;
        _record = spike == 1 ? 1 : -1;
        double zero = Math.Sqrt((1 + (_record * strength)) / 2) * _zero;
        double one = Math.Sqrt((1 - (_record * strength)) / 2) * _one;
        double probability = (zero * zero) + (one * one);
        (_zero, _one) = probability > 0 ? (zero / Math.Sqrt(probability), one / Math.Sqrt(probability)) : (1, 0);
        return probability;
    }
}
