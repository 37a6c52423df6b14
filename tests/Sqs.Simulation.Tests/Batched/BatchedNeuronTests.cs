using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Batched.Lanes;
using Sqs.Simulation.Batched.Neurons;
using Sqs.Simulation.Kraus;

namespace Sqs.Simulation.Tests.Batched;

/// <summary>Kernels of the neuron families: the same bits at every width of vectors.</summary>
public sealed class BatchedNeuronTests
{
    private const int Size = 20;
    private const int Width = 32;
    private const int Steps = 4;

    private static IEnumerable<TestCaseData> Families =>
    [
        Case("chain", static lanes => new ChainNeurons(Size, lanes)),
        Case("last-spike", static lanes => new LastSpikeNeurons(Size, lanes)),
        Case("leaky", static lanes => new LeakyNeurons(Size, lanes)),
        Case("logistic", static lanes => new LogisticNeurons(Size, lanes)),
        Case("kraus", static lanes => new KrausNeurons(Size, Step(), default, lanes)),
    ];

    [TestCaseSource(nameof(Families))]
    public void Every_width_gives_the_bits_of_the_scalar_twin(object create)
    {
        var factory = (Func<LaneWidth, BatchedNeurons>)create;
        foreach (SurrogateShape shape in Enum.GetValues<SurrogateShape>())
        {
            uint[] expected = Run(factory(LaneWidth.Scalar), shape);
            foreach (LaneWidth lanes in (LaneWidth[])[LaneWidth.Vector128, LaneWidth.Vector256, LaneWidth.Vector512])
                Assert.That(Run(factory(lanes), shape), Is.EqualTo(expected), $"{shape}, {lanes}");
        }
    }

    [Test]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var neurons = new ChainNeurons(Size);
        Assert.That(() => neurons.Forward(0, new float[Width * 2], new float[Width], new float[Width * 2]), Throws.ArgumentException);
        Assert.That(() => neurons.Forward(0, new float[Width + 1], new float[Width + 1], new float[Width + 1]), Throws.ArgumentException);
    }

    // Qubit 0 is measured, 1 and 2 are memory.
    private static KrausStep Step()
    {
        var builder = new CircuitBuilder("step");
        builder.Qubits("q", 3);
        builder.Bits("s", 1);
        Expression encoding = builder.Input("z");
        Expression first = builder.Input("a", ClassicalType.Float);
        Expression second = builder.Input("b", ClassicalType.Float);
        builder.Gate("rx", encoding, 0);
        builder.Gate("crx", first, 1, 0);
        builder.Gate("ry", second, 2);
        builder.Gate("cx", 0, 2);
        builder.Gate("crx", second, 2, 1);
        builder.Measure(0, 0);
        builder.Reset(0);
        return KrausStep.Build(builder.Build(), [0], [1, 2], [0]);
    }

    private static TestCaseData Case(string name, Func<LaneWidth, BatchedNeurons> create) => new TestCaseData(create).SetArgDisplayNames(name);

    // The bits of spikes and gradients of a random train.
    private static uint[] Run(BatchedNeurons neurons, SurrogateShape shape)
    {
        var random = new System.Random(6);
        double[] parameters = [.. Enumerable.Range(0, Size * neurons.ParameterCount).Select(_ => (2 * random.NextDouble()) - 1)];
        float[] Numbers(double low, double high) => [.. Enumerable.Range(0, Steps * Width).Select(_ => (float)(low + ((high - low) * random.NextDouble())))];
        float[] currents = Numbers(-0.5, 1.5);
        float[] uniforms = Numbers(0, 1);
        float[] gradient = Numbers(-1, 1);
        float[] spikes = new float[Steps * Width];
        float[] byParameters = new float[neurons.GradientRows * Width];
        neurons.Bind(parameters);
        neurons.Forward(0, currents, uniforms, spikes);
        Assert.That(spikes.Distinct(), Is.EquivalentTo([0f, 1f]), "there are both");
        neurons.Backward(0, shape, currents, spikes, gradient, byParameters, new float[neurons.TapeLength(Steps)]);
        return [.. spikes.Concat(gradient).Concat(byParameters).Select(BitConverter.SingleToUInt32Bits)];
    }
}
