using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Neurons;

/// <summary>
/// The quantum leaky integrate-and-fire neuron (arXiv 2407.16398). Its membrane is the population alpha of an excited state, which many shots of a circuit of two rotations estimate in
/// every step and a number on the host carries to the next: there is no circuit over several steps. Two currents reach it through two weight matrices, z_q and z_t:
/// with <c>phi = 2 asin(sqrt(alpha))</c>, an input (z_q above 0) rotates by <c>theta = pi z_q</c>, <c>alpha' = sin^2((theta + phi) / 2)</c>; without one it leaks for the time
/// <c>tau = 200 |z_t|</c>. It spikes, on both channels, when alpha' is above the threshold, and alpha is then 0.
/// </summary>
/// <param name="Leak">How it leaks.</param>
/// <param name="Threshold">The threshold, between 0 and 1; published 0.75.</param>
/// <param name="RelaxationTime">T1, in the unit of tau; published 60.</param>
/// <param name="Shots">Shots that estimate the population in each step; 0 for the exact population.</param>
public sealed record QlifNeuron(QlifLeak Leak, double Threshold = 0.75, double RelaxationTime = 60, int Shots = 0) : ClassicalNeuron
{
    /// <summary>The name of the family in graph documents.</summary>
    public const string FamilyName = "qlif";

    /// <summary>What |z_t| is multiplied with for the time of a leak.</summary>
    public const double TimeScale = 200;

    /// <inheritdoc/>
    public override string Family => FamilyName;

    /// <summary>Two currents, of rotation and of time; a spike sets both bits.</summary>
    public override int Channels => 2;

    /// <inheritdoc/>
    public override EquatableArray<string> ParameterNames => [];

    /// <summary>The circuit whose shots estimate the population of one step: <c>rx(phi)</c> prepares the membrane and <c>rx(theta)</c> is the input, or the published leak.</summary>
    /// <returns>A program with the inputs <c>phi</c> and <c>theta</c>, one qubit and one bit.</returns>
    public static CircuitProgram StepCircuit()
    {
        var builder = new CircuitBuilder("qlif/step");
        builder.Qubits("q", 1);
        builder.Bits("s", 1);
        var phi = builder.Input("phi", ClassicalType.Float);
        var theta = builder.Input("theta", ClassicalType.Float);
        builder.Gate("rx", phi, 0);
        builder.Gate("rx", theta, 0);
        builder.Measure(0, 0);
        return builder.Build();
    }
}
