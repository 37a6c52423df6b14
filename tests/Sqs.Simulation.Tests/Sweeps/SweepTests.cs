using System.Numerics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Results;
using Sqs.Simulation.Sweeps;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Sweeps;

/// <summary>Gates rewritten as rotations and phases and run block by block mean what the gates mean.</summary>
public sealed class SweepTests
{
    private const int Width = 11;

    private static readonly string[] Interactions = ["rxx", "ryy", "rzz"];

    // Smaller than any real block, so that a state of a test is made of several.
    private const int BlockBits = 8;

    [Test]
    public void Sweeps_equal_the_gates([Range(0, 19)] int seed)
    {
        var random = new System.Random(seed);
        BoundGate[] gates = Gates(random, 60);
        double[] expected = State(random);
        double[] found = [.. expected];
        foreach (BoundGate gate in gates)
            ScalarKernels<double>.Apply(expected.AsSpan(0, 1 << Width), expected.AsSpan(1 << Width), gate.Matrix, gate.Targets, gate.Controls, gate.ControlPattern);
        Run<double, Lanes256<double>>(found, gates);

        // The form leaves a global phase open.
        var overlap = Complex.Zero;
        for (int i = 0; i < 1 << Width; i++)
            overlap += new Complex(expected[i], -expected[i | (1 << Width)]) * new Complex(found[i], found[i | (1 << Width)]);
        double norm = expected.Sum(static x => x * x);
        Assert.That(overlap.Magnitude, Is.EqualTo(norm).Within(1e-10 * norm));
        Assert.That(found.Sum(static x => x * x), Is.EqualTo(norm).Within(1e-10 * norm));
    }

    [Test]
    public void Every_width_of_vectors_gives_the_same_bits([Range(0, 4)] int seed)
    {
        BoundGate[] gates = Gates(new System.Random(seed), 60);
        double[] narrow = State(new System.Random(seed));
        double[] middle = [.. narrow];
        double[] wide = [.. narrow];
        Run<double, Lanes128<double>>(narrow, gates);
        Run<double, Lanes256<double>>(middle, gates);
        Run<double, Lanes512<double>>(wide, gates);
        Assert.That(middle, Is.EqualTo(narrow));
        Assert.That(wide, Is.EqualTo(narrow));
        float[] narrowSingle = [.. State(new System.Random(seed)).Select(static x => (float)x)];
        float[] wideSingle = [.. narrowSingle];
        Run<float, Lanes128<float>>(narrowSingle, gates);
        Run<float, Lanes512<float>>(wideSingle, gates);
        Assert.That(wideSingle, Is.EqualTo(narrowSingle));
    }

    [Test]
    public void Programs_of_sweeps_equal_the_reference([Range(0, 9)] int seed, [Values] SimulationPrecision precision)
    {
        CircuitProgram program = RandomPrograms.Unitary(new System.Random(seed), 10, 80);
        double[] expected = StateVectorReference.Probabilities(program);
        ExactDistribution found = Simulator.Run(program, new SimulationRequest { Method = SimulationMethod.Exact, Precision = precision }).Sets[0].Exact!;
        double[] probabilities = new double[expected.Length];
        for (int i = 0; i < found.Count; i++)
            probabilities[found.Record(i)[0]] = found.Probabilities[i];
        Assert.That(probabilities, Is.EqualTo(expected).Within(precision == SimulationPrecision.Double ? 1e-12 : 1e-5));
    }

    [Test]
    public void Many_phases_between_far_qubits_need_several_tables()
    {
        var gates = new List<BoundGate>();
        for (int qubit = 0; qubit < Width; qubit++)
            gates.Add(new BoundGate(Rotation(0.3 + qubit), [qubit], [], 0));
        for (int low = 0; low < Width; low++)
        {
            for (int high = low + 1; high < Width; high++)
                gates.Add(new BoundGate([1, 0, 0, Complex.FromPolarCoordinates(1, 0.1 + low + (0.7 * high))], [low], [high], 1));
        }

        double[] expected = State(new System.Random(1));
        double[] found = [.. expected];
        foreach (BoundGate gate in gates)
            ScalarKernels<double>.Apply(expected.AsSpan(0, 1 << Width), expected.AsSpan(1 << Width), gate.Matrix, gate.Targets, gate.Controls, gate.ControlPattern);
        Run<double, Lanes256<double>>(found, gates);
        Complex phase = new Complex(found[5], found[5 | (1 << Width)]) / new Complex(expected[5], expected[5 | (1 << Width)]);
        Assert.That(phase.Magnitude, Is.EqualTo(1).Within(1e-12));
        for (int i = 0; i < 1 << Width; i++)
        {
            Complex turned = phase * new Complex(expected[i], expected[i | (1 << Width)]);
            Assert.That(found[i], Is.EqualTo(turned.Real).Within(1e-12));
            Assert.That(found[i | (1 << Width)], Is.EqualTo(turned.Imaginary).Within(1e-12));
        }
    }

    private static void Run<T, TLanes>(T[] buffer, IReadOnlyList<BoundGate> gates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        var form = new RotationForm(Width);
        foreach (BoundGate gate in gates)
            form.Add(gate);
        BlockScratch<T> scratch = BlockProgram<T, TLanes>.CreateScratch(BlockBits);
        foreach (SweepPass pass in SweepPlanner.Plan(form.Finish(), Width, BlockBits))
        {
            var program = new BlockProgram<T, TLanes>(pass);
            for (int block = 0; block < program.Blocks; block++)
                program.Run(buffer.AsSpan(0, 1 << Width), buffer.AsSpan(1 << Width), block, scratch);
        }
    }

    // Rotations about random axes, diagonal gates on three qubits, controlled gates with controls of both kinds, exchanges and dense gates on two qubits.
    private static BoundGate[] Gates(System.Random random, int count)
    {
        var gates = new BoundGate[count];
        int[] qubits = [.. Enumerable.Range(0, Width)];
        for (int i = 0; i < count; i++)
        {
            random.Shuffle(qubits);
            gates[i] = random.Next(7) switch
            {
                0 => new BoundGate(Rotation(random.NextDouble() * 6), [qubits[0]], [], 0),
                1 => new BoundGate(Diagonal(random, 8), qubits[..3], [qubits[3]], 0),
                2 => new BoundGate([0, 1, 1, 0], [qubits[0]], qubits[1..3], 2),
                3 => new BoundGate(Rotation(random.NextDouble() * 6), [qubits[0]], [qubits[1]], 1),
                4 => new BoundGate(GateTable.Find("swap").Matrix(), qubits[..2], qubits[2..4], 1),
                5 => new BoundGate(GateTable.Find(Interactions[random.Next(Interactions.Length)]).Matrix(random.NextDouble() * 9), qubits[..2], [], 0),
                _ => new BoundGate(Dense(random), qubits[..2], [], 0),
            };
        }

        return gates;
    }

    // Any unitary on two qubits: one-qubit gates around three interactions that do not commute with them.
    private static Complex[] Dense(System.Random random)
    {
        Complex[] product = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
        for (int i = 0; i < 3; i++)
        {
            new BoundGate(Rotation(random.NextDouble() * 6), [0], [], 0).MultiplyOnto(product, 2);
            new BoundGate(Rotation(random.NextDouble() * 6), [1], [], 0).MultiplyOnto(product, 2);
            new BoundGate(GateTable.Find("rxx").Matrix(random.NextDouble() * 6), [0, 1], [], 0).MultiplyOnto(product, 2);
        }

        return product;
    }

    private static Complex[] Diagonal(System.Random random, int size)
    {
        var matrix = new Complex[size * size];
        for (int i = 0; i < size; i++)
            matrix[(i * size) + i] = Complex.FromPolarCoordinates(1, random.NextDouble() * 6);
        return matrix;
    }

    // A rotation about an axis that depends on the angle, with a phase.
    private static Complex[] Rotation(double angle)
    {
        var phase = Complex.FromPolarCoordinates(1, 0.4 * angle);
        var tilt = Complex.FromPolarCoordinates(1, 1.7 * angle);
        return [phase * Math.Cos(angle), -phase * tilt * Math.Sin(angle), phase * Complex.Conjugate(tilt) * Math.Sin(angle), phase * Math.Cos(angle)];
    }

    private static double[] State(System.Random random) => [.. Enumerable.Range(0, 2 << Width).Select(_ => random.NextDouble() - 0.5)];
}
