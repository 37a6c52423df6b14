using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Equivalence;

/// <summary>No pass changes what a program means.</summary>
public sealed class PassEquivalenceTests
{
    private const int ProgramsACase = 50;

    [Test]
    public void Folding_keeps_the_meaning_of_random_programs([Range(0, 9)] int block) => AssertKept(new FoldPass(), block);

    [Test]
    public void Packing_keeps_the_meaning_of_random_programs([Range(0, 9)] int block, [Values(1, 2, 3)] int width) =>
        AssertKept(new PackPass(width), block, mayRefuse: true);

    [Test]
    public void Resets_as_conditionals_keep_the_meaning_of_random_programs([Range(0, 9)] int block)
    {
        TargetProfiles.TryFind("generic-all-8", out Target? target, out _);
        AssertKept([new ResolveControlPass(), new LiftMeasurementsPass(target!.FeedForward!), new ResetIdiomPass(target, ResetChoice.Conditional)], block, "reset-idiom", 10);
    }

    [Test]
    public void Reused_qubits_keep_the_meaning_of_random_programs([Range(0, 9)] int block, [Values(4, 6)] int width)
    {
        TargetProfiles.TryFind("ionq-forte-reuse", out Target? target, out _);
        AssertKept([new ResolveControlPass(), new DeferMeasurementPass(target!), new ReuseQubitsPass(width)], block, "reuse-qubits", 2);
    }

    [Test]
    public void Folding_and_packing_keep_the_meaning_of_networks([Range(0, 9)] int block)
    {
        int packed = 0;
        for (int i = 0; i < ProgramsACase; i++)
        {
            var random = new System.Random((block * ProgramsACase) + i);
            foreach (CircuitProgram program in Programs(RandomNetworks.Layered(random), random))
            {
                int width = random.Next(2, 5);
                var context = new PassContext(TargetProfiles.Native);
                CircuitProgram after = new PassPipeline([new FoldPass(), new PackPass(width)]).Run(program, context, audit: true);
                if (context.Diagnostics.HasErrors)
                    continue;
                packed += after.QubitCount < program.QubitCount ? 1 : 0;
                ExactEquivalence.AssertSame(program, after, $"block {block}, network {i}");
            }
        }

        Assert.That(packed, Is.GreaterThan(5), "some layers must have been packed");
    }

    private static IEnumerable<CircuitProgram> Programs(NetworkGraph graph, System.Random random)
    {
        foreach (LayerCircuit circuit in LayeredPlan.Create(graph).Plan!.Layers.SelectMany(l => l.Circuits))
        {
            // Half of the neurons get no current at a step, as real ones do.
            EquatableArray<double> values = [.. circuit.Program.Inputs.Select(_ => random.Next(2) == 0 ? 0 : random.NextDouble() * Math.PI)];
            yield return new BindInputsPass(values).Apply(circuit.Program, new PassContext(TargetProfiles.Native));
        }
    }

    private static void AssertKept(ICircuitPass[] passes, int block, string last, int atLeast)
    {
        int changed = 0;
        for (int i = 0; i < ProgramsACase; i++)
        {
            int seed = (block * ProgramsACase) + i;
            CircuitProgram program = RandomPrograms.Dynamic(seed, 3);
            var context = new PassContext(TargetProfiles.Native);
            PassRecord? record = null;
            CircuitProgram after = new PassPipeline(passes).Run(program, context, audit: true, r => record = r);
            if (context.Diagnostics.HasErrors)
                continue;
            changed += record is { Changed: true } && record.Name == last ? 1 : 0;
            ExactEquivalence.AssertSame(program, after, $"{last}, seed {seed}");
        }

        Assert.That(changed, Is.GreaterThanOrEqualTo(atLeast), "the pass must have changed some");
    }

    private static void AssertKept(ICircuitPass pass, int block, bool mayRefuse = false)
    {
        int kept = 0;
        for (int i = 0; i < ProgramsACase; i++)
        {
            int seed = (block * ProgramsACase) + i;
            CircuitProgram program = RandomPrograms.Dynamic(seed, 4);
            var context = new PassContext(TargetProfiles.Native);
            CircuitProgram after = pass.Apply(program, context);
            if (context.Diagnostics.HasErrors && mayRefuse)
                continue;
            kept++;
            Assert.That(CircuitVerifier.Verify(after), Is.Empty);
            ExactEquivalence.AssertSame(program, after, $"{pass.Name}, seed {seed}");
        }

        Assert.That(kept, Is.GreaterThan(5));
    }
}
