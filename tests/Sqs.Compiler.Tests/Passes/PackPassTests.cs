using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Printing;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Passes;

public sealed class PackPassTests
{
    [Test]
    public void Groups_that_never_meet_take_turns_on_the_same_qubits()
    {
        var builder = new CircuitBuilder("turns");
        builder.Qubits("q", 5);
        builder.Bits("c", 3);
        builder.Gate("cx", 0, 3);
        builder.Gate("cx", 1, 2);
        builder.Gate("h", 4);
        builder.Measure(3, 0);
        builder.Measure(2, 1);
        builder.Reset(2);
        builder.Measure(4, 2);
        CircuitProgram packed = Pack(builder.Build(), 3);
        Assert.That(CircuitPrinter.Print(packed), Is.EqualTo("""
            program "turns"
            qubit q[3]
            bit c[3]
            cx q[0], q[1]
            measure q[1] -> c[0]
            reset q[0]
            reset q[1]
            cx q[0], q[1]
            h q[2]
            measure q[1] -> c[1]
            reset q[1]
            measure q[2] -> c[2]

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void A_group_waits_for_the_bits_it_hears()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        builder.Gate("h", 1);
        builder.Measure(1, 0);
        builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("x", 0));
        builder.Measure(0, 1);
        CircuitProgram packed = Pack(builder.Build(), 1);
        Assert.That(packed.QubitCount, Is.EqualTo(1));
        Assert.That(packed.Body.Operations.Select(o => o.GetType().Name), Is.EqualTo(new[]
        {
            nameof(GateOperation), nameof(MeasureOperation), nameof(ResetOperation), nameof(IfOperation), nameof(MeasureOperation),
        }));
    }

    [Test]
    public void Barriers_and_delays_are_split_by_turn()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Gate("x", 0);
        builder.Gate("y", 1);
        builder.Add(new BarrierOperation([]));
        builder.Gate("z", 0);
        CircuitProgram packed = Pack(builder.Build(), 1);
        Assert.That(CircuitPrinter.Print(packed), Does.EndWith("x q[0]\nbarrier q[0]\nz q[0]\nreset q[0]\ny q[0]\nbarrier q[0]\n"));
    }

    [Test]
    public void The_new_register_takes_a_name_that_is_free()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("z", 2);
        builder.Bits("q", 1);
        builder.Measure(0, 0);
        Assert.That(Pack(builder.Build(), 1).QubitRegisters.Single().Name, Is.EqualTo("q_"));
    }

    [Test]
    public void A_program_that_fits_is_left_alone()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        CircuitProgram program = builder.Build();
        Assert.That(Pack(program, 2), Is.SameAs(program));
    }

    [Test]
    public void A_group_that_is_too_wide_is_refused_with_numbers()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 3);
        builder.Gate("ccx", 0, 1, 2);
        var context = new PassContext(TargetProfiles.Native);
        new PackPass(2).Apply(builder.Build(), context);
        Assert.That(context.Diagnostics.Single().ToString(), Is.EqualTo("error SQS3103: 3 qubits act together and cannot share 2; take 1 fewer"));
    }

    [Test]
    public void A_network_that_is_too_wide_is_refused_with_the_neurons_that_fit()
    {
        FusedPlan plan = FusedPlan.Create(SmallGraphs.Skip(), TargetProfiles.Native).Plan!;
        var context = new PassContext(TargetProfiles.Native);
        new PackPass(1).Apply(plan.Program, context);
        Assert.That(context.Diagnostics.Single().Message, Does.Match("(0 of its 1 neurons fit|[0-9] of its 4 neurons fit)$"));
    }

    [Test]
    public void Groups_that_wait_for_each_other_are_refused()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        builder.Measure(0, 0);
        builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("x", 1));
        builder.Measure(1, 1);
        builder.If(CircuitBuilder.BitIs(1, true), () => builder.Gate("x", 0));
        var context = new PassContext(TargetProfiles.Native);
        new PackPass(1).Apply(builder.Build(), context);
        Assert.That(context.Diagnostics.Single().ToString(), Does.StartWith("error SQS3104").And.EndsWith("their 2 qubits cannot take turns on 1; a target with 2 qubits is needed, or take 1 fewer"));
    }

    private static CircuitProgram Pack(CircuitProgram program, int width)
    {
        var context = new PassContext(TargetProfiles.Native);
        CircuitProgram packed = new PackPass(width).Apply(program, context);
        Assert.That(context.Diagnostics.Concat(CircuitVerifier.Verify(packed)), Is.Empty);
        return packed;
    }
}
