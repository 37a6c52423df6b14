using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Simulation.Kraus;
using Sqs.Simulation.Results;

namespace Sqs.Simulation.Tests.Kraus;

public sealed class KrausStepTests
{
    [TestCase(1, 0)]
    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(1, 2)]
    [TestCase(3, 3)]
    public void Operators_are_complete(int io, int memory)
    {
        (CircuitProgram program, int[] ioQubits, int[] memoryQubits) = Neuron(io, memory);
        KrausStep step = KrausStep.Build(program, ioQubits, memoryQubits, [.. Enumerable.Range(0, io)]);
        KrausCoefficients coefficients = step.Contract(Parameters(step));
        var operators = new Complex[coefficients.OperatorSize];
        coefficients.Evaluate([.. Enumerable.Range(0, io).Select(static k => 0.4 + k)], operators);
        int dimension = coefficients.Dimension;
        for (int a = 0; a < dimension; a++)
        {
            for (int b = 0; b < dimension; b++)
            {
                Complex sum = 0;
                for (int row = 0; row < coefficients.Outcomes * dimension; row++)
                    sum += Complex.Conjugate(operators[(row * dimension) + a]) * operators[(row * dimension) + b];
                Assert.That((sum - (a == b ? 1 : 0)).Magnitude, Is.LessThan(1e-12));
            }
        }
    }

    [Test]
    public void The_authors_ansatz_has_its_closed_form()
    {
        (CircuitProgram program, int[] io, int[] memory) = Chain();
        KrausStep step = KrausStep.Build(program, io, memory, [0]);
        const double Entangle = 0.7;
        const double Memory = 0.4;
        const double Input = 1.1;
        KrausCoefficients coefficients = step.Contract([Entangle, Memory, Input]);
        var operators = new Complex[coefficients.OperatorSize];
        const double Encoding = 0.9;
        coefficients.Evaluate([Encoding], operators);

        // In the basis (|0>, -i|1>): K_0 = R(theta_mem/2) diag(cos(phi/2), cos((phi + theta_ent)/2)), up to the basis change.
        const double Phi = Encoding + Input;
        Assert.That(operators[0].Real, Is.EqualTo(Math.Cos(Memory / 2) * Math.Cos(Phi / 2)).Within(1e-14));
        Assert.That(operators[3].Real, Is.EqualTo(Math.Cos(Memory / 2) * Math.Cos((Phi + Entangle) / 2)).Within(1e-14));
        Assert.That(operators[1].Imaginary, Is.EqualTo(-Math.Sin(Memory / 2) * Math.Cos((Phi + Entangle) / 2)).Within(1e-14));
        Assert.That(operators[4].Imaginary, Is.EqualTo(-Math.Cos(Memory / 2) * Math.Sin(Phi / 2)).Within(1e-14));
    }

    [Test]
    public void The_likelihood_of_every_train_is_its_probability_in_the_exact_run()
    {
        const int Steps = 4;
        double[] angles = [0.3, 0, 2.1, 0.8];
        (CircuitProgram program, int[] io, int[] memory) = Chain();
        KrausCoefficients step = KrausStep.Build(program, io, memory, [0]).Contract([0.7, 0.4, 1.1]);
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("s", Steps);
        for (int t = 0; t < Steps; t++)
        {
            builder.Gate("rx", angles[t], 0);
            builder.Gate("crx", 0.7, 1, 0);
            builder.Gate("rx", 0.4, 1);
            builder.Gate("rx", 1.1, 0);
            builder.Measure(0, t);
            builder.Reset(0);
        }

        ExactDistribution exact = Simulator.Run(builder.Build(), new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0].Exact!;
        Assert.That(exact.Count, Is.EqualTo(1 << Steps));
        for (int i = 0; i < exact.Count; i++)
        {
            int[] outcomes = [.. Enumerable.Range(0, Steps).Select(t => (int)(exact.Record(i)[0] >> t) & 1)];
            Assert.That(Math.Exp(SpikeTrain.LogLikelihood(step, angles, outcomes)), Is.EqualTo(exact.Probabilities[i]).Within(1e-13));
        }
    }

    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 2)]
    [TestCase(3, 3)]
    [TestCase(5, 1)]
    [TestCase(1, 5)]
    [TestCase(2, 4)]
    [TestCase(6, 0)]
    public void Gradients_equal_finite_differences_of_the_whole_train(int io, int memory)
    {
        (CircuitProgram program, int[] ioQubits, int[] memoryQubits) = Neuron(io, memory);
        KrausStep step = KrausStep.Build(program, ioQubits, memoryQubits, [.. Enumerable.Range(0, io)]);
        double[] parameters = Parameters(step);
        int[] outcomes = [0, (1 << io) - 1, 1, 0, 1];
        double[] angles = [.. Enumerable.Range(0, outcomes.Length * io).Select(static i => Math.Sin(i + 1) * 2)];
        double[] angleGradient = new double[angles.Length];
        double[] parameterGradient = new double[parameters.Length];
        double log = SpikeTrain.Gradient(
            step.Contract(parameters), step.ContractDerivatives(parameters), angles, outcomes, angleGradient, parameterGradient);
        Assert.That(log, Is.EqualTo(SpikeTrain.LogLikelihood(step.Contract(parameters), angles, outcomes)).Within(1e-12));
        AssertGradient(angles, angleGradient, () => SpikeTrain.LogLikelihood(step.Contract(parameters), angles, outcomes));
        AssertGradient(parameters, parameterGradient, () => SpikeTrain.LogLikelihood(step.Contract(parameters), angles, outcomes));
        Assert.That(parameterGradient, Has.Some.Not.EqualTo(0).Within(1e-3));
        AssertForward(step, parameters, angles, outcomes, angleGradient, parameterGradient);
    }

    // The forward mode along random directions, and along each angle of the last step, against the gradient of the reverse mode.
    private static void AssertForward(KrausStep step, double[] parameters, double[] angles, int[] outcomes, double[] angleGradient, double[] parameterGradient)
    {
        KrausCoefficients contracted = step.Contract(parameters);
        KrausCoefficients[] derivatives = step.ContractDerivatives(parameters);
        var random = new System.Random(angles.Length);
        for (int round = 0; round < 4; round++)
        {
            double[] angleDirection = [.. angles.Select(_ => random.NextDouble() - 0.5)];
            double[] parameterDirection = [.. parameters.Select(_ => random.NextDouble() - 0.5)];
            (double log, double derivative) = SpikeTrain.Derivative(contracted, derivatives, angles, outcomes, angleDirection, parameterDirection);
            double expected = angleGradient.Zip(angleDirection, static (g, d) => g * d).Sum() + parameterGradient.Zip(parameterDirection, static (g, d) => g * d).Sum();
            Assert.That(log, Is.EqualTo(SpikeTrain.LogLikelihood(contracted, angles, outcomes)).Within(1e-12));
            Assert.That(derivative, Is.EqualTo(expected).Within(1e-9 * (1 + Math.Abs(expected))));
        }

        for (int i = angles.Length - step.EncodingCount; i < angles.Length; i++)
        {
            double[] direction = new double[angles.Length];
            direction[i] = 1;
            Assert.That(SpikeTrain.Derivative(contracted, [], angles, outcomes, direction, []).Derivative, Is.EqualTo(angleGradient[i]).Within(1e-9 * (1 + Math.Abs(angleGradient[i]))));
        }
    }

    [Test]
    public void A_controlled_encoding_is_refused()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Gate("crx", builder.Input("phi"), 1, 0);
        Assert.That(() => KrausStep.Build(builder.Build(), [0], [1], [0]), Throws.ArgumentException);
    }

    private static void AssertGradient(double[] values, double[] gradient, Func<double> function)
    {
        const double Step = 1e-5;
        for (int i = 0; i < values.Length; i++)
        {
            double kept = values[i];
            values[i] = kept + Step;
            double above = function();
            values[i] = kept - Step;
            double below = function();
            values[i] = kept;
            Assert.That(gradient[i], Is.EqualTo((above - below) / (2 * Step)).Within(1e-7).Or.EqualTo((above - below) / (2 * Step)).Within(1e-5).Percent, $"component {i}");
        }
    }

    private static double[] Parameters(KrausStep step) =>
        [.. Enumerable.Range(0, step.ParameterInputs.Length).Select(static i => 0.3 + (0.37 * i))];

    private static (CircuitProgram Program, int[] Io, int[] Memory) Chain()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("s", 1);
        builder.Gate("rx", builder.Input("phi"), 0);
        builder.Gate("crx", builder.Input("ent"), 1, 0);
        builder.Gate("rx", builder.Input("mem"), 1);
        builder.Gate("rx", builder.Input("in"), 0);
        builder.Measure(0, 0);
        builder.Reset(0);
        return (builder.Build(), [0], [1]);
    }

    // Every kind of parametrised gate somewhere, memory interleaved with input-output qubits.
    private static (CircuitProgram Program, int[] Io, int[] Memory) Neuron(int io, int memory)
    {
        var builder = new CircuitBuilder();
        int qubits = io + memory;
        builder.Qubits("q", qubits);
        builder.Bits("s", io);
        int[] order = [.. Enumerable.Range(0, qubits).Select(i => (i * 5) % qubits).Distinct()];
        order = order.Length == qubits ? order : [.. Enumerable.Range(0, qubits)];
        InputExpression[] encodings = [.. Enumerable.Range(0, io).Select(k => builder.Input($"phi{k}"))];
        for (int k = 0; k < io; k++)
            builder.Gate("rx", encodings[k], order[k]);
        for (int q = 0; q < qubits; q++)
        {
            builder.Gate("ry", builder.Input($"a{q}"), q);
            builder.Gate(Compiler.Gates.GateTable.Find("U"), [builder.Input($"b{q}"), builder.Input($"c{q}"), Expression.Float(0.3)], [q]);
            if (qubits > 1)
            {
                int other = (q + 1) % qubits;
                Expression sum = new BinaryExpression(Compiler.Ir.Expressions.BinaryOperator.Multiply, Expression.Float(2), builder.Input($"d{q}"), Compiler.Ir.Types.ClassicalType.Float);
                builder.Gate("crx", sum, q, other);
                builder.Gate("cp", builder.Input($"e{q}"), q, other);
                builder.Gate("rzz", builder.Input($"f{q}"), q, other);
            }
        }

        for (int k = 0; k < io; k++)
            builder.Measure(order[k], k);
        return (builder.Build(), order[..io], order[io..]);
    }
}
