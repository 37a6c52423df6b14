using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Passes.Synthesis;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Targets;

public sealed class WeylDecompositionTests
{
    private static readonly double[] Offsets = [0, 1e-15, 1e-12, 1e-9, 1e-7, 1e-4];

    [Test]
    public void Any_unitary_is_local_gates_around_one_interaction()
    {
        for (int seed = 0; seed < 5000; seed++)
        {
            var random = new Random(seed);
            Unitary4 unitary = Local(random);
            for (int i = random.Next(5); i >= 0; i--)
                unitary = Local(random) * Unitary4.Rzz((random.NextDouble() - 0.5) * 8) * unitary;
            Check(unitary, $"seed {seed}");
        }
    }

    [Test]
    public void Degenerate_interactions_and_their_neighbourhood_decompose_too()
    {
        double[] quarters = [0, Math.PI / 4, Math.PI / 2, -Math.PI / 2, Math.PI];
        var random = new Random(1);
        foreach (double x in quarters)
        {
            foreach (double y in quarters)
            {
                foreach (double z in quarters)
                {
                    foreach (double offset in Offsets)
                    {
                        Unitary4 core = Canonical(x + offset, y - offset, z + (offset / 3));
                        Check(core, $"{x} {y} {z} {offset}");
                        Check(Local(random) * core * Local(random), $"turned {x} {y} {z} {offset}");
                    }
                }
            }
        }
    }

    [Test]
    public void The_number_of_pulses_is_that_of_the_class([Values(0, 1, 2, 3)] int interactions, [Values("cz", "rzz")] string native)
    {
        TargetProfiles.TryFind("generic-all-2", out Target? generic, out _);
        Target target = native == "cz" ? generic! : generic! with { Gates = [.. generic!.Gates.Where(g => g.Name != "cz"), new NativeGate("rzz")] };
        for (int seed = 0; seed < 200; seed++)
        {
            // So many controlled x between random one-qubit gates, written as far more gates than that.
            var random = new Random(seed);
            var builder = new CircuitBuilder();
            builder.Qubits("q", 2);
            builder.Bits("c", 2);
            RandomTurn(builder, random);
            for (int i = 0; i < interactions; i++)
            {
                builder.Gate("cx", i % 2, 1 - (i % 2));
                RandomTurn(builder, random);
            }

            double angle = random.NextDouble() * 3;
            builder.Gate("crx", angle, 0, 1);
            builder.Gate("h", 0);
            builder.Gate("swap", 0, 1);
            builder.Gate("swap", 0, 1);
            builder.Gate("h", 0);
            builder.Gate("crx", -angle, 0, 1);
            RandomTurn(builder, random);
            builder.Measure(0, 0);
            builder.Measure(1, 1);
            CircuitProgram program = builder.Build();
            var context = new PassContext(target);
            CircuitProgram compiled = new PassPipeline([new SynthesisPass(target)], [new StraightControlPredicate()]).Run(program, context, audit: true);
            int first = compiled.Body.Operations.Count(o => o.Operands().Count == 2);
            Assert.That(first, Is.LessThanOrEqualTo(interactions), $"seed {seed}");
            Assert.That(DenseEnumerator.Distance(DenseEnumerator.Run(program), DenseEnumerator.Run(compiled)), Is.LessThan(1e-9), $"seed {seed}");
        }
    }

    private static void RandomTurn(CircuitBuilder builder, Random random)
    {
        for (int qubit = 0; qubit < 2; qubit++)
            builder.Gate(GateTable.Find("u3"), [random.NextDouble() * 3, random.NextDouble() * 6, random.NextDouble() * 6], [qubit]);
    }

    private static void Check(Unitary4 unitary, string what)
    {
        var weyl = WeylDecomposition.Of(unitary);
        Assert.That(new[] { weyl.X, weyl.Y, weyl.Z }, Is.All.InRange(-Math.PI / 2 - 1e-9, (Math.PI / 2) + 1e-9), what);
        Unitary4 product = Unitary4.Of(weyl.FirstBehind, weyl.SecondBehind) * Canonical(weyl.X, weyl.Y, weyl.Z) * Unitary4.Of(weyl.FirstBefore, weyl.SecondBefore);
        Assert.That(unitary.DistanceTo(product), Is.LessThan(1e-12), what);
    }

    private static Unitary4 Canonical(double x, double y, double z)
    {
        var toX = Unitary4.Of(Unitary2.Hadamard, Unitary2.Hadamard);
        var toY = Unitary4.Of(Unitary2.Rx(-Math.PI / 2), Unitary2.Rx(-Math.PI / 2));
        return toX * Unitary4.Rzz(x) * toX.Adjoint() * toY * Unitary4.Rzz(y) * toY.Adjoint() * Unitary4.Rzz(z);
    }

    private static Unitary4 Local(Random random) => Unitary4.Of(Turn(random), Turn(random));

    private static Unitary2 Turn(Random random) =>
        Unitary2.Rz(random.NextDouble() * 7) * Unitary2.Ry(random.NextDouble() * 7) * Unitary2.Rz(random.NextDouble() * 7);
}
