using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Targets;

public sealed class ControlPassTests
{
    [Test]
    public void A_reset_behind_its_measurement_is_one_conditional_where_the_program_branches_anyway()
    {
        Target heron = TargetProfiles.IbmHeron;
        CircuitProgram program = MeasuredAndReset(branches: true);
        CircuitProgram after = Run(program, heron, new ResolveControlPass(), new ResetIdiomPass(heron, ResetChoice.Auto));
        Assert.That(after.Body.Operations.OfType<ResetOperation>(), Is.Empty);
        Assert.That(after.Body.Operations.OfType<MeasureOperation>().Count(), Is.EqualTo(2), "the outcome is there already");
        CheckEquivalence(program, after, 0);

        // Without branches of its own, with a slow control system, without room in the budget or by choice it stays a reset.
        Assert.That(Resets(MeasuredAndReset(branches: false), heron, ResetChoice.Auto), Is.EqualTo(1));
        Assert.That(Resets(program, heron with { FeedForward = heron.FeedForward! with { Latency = 5e-6 } }, ResetChoice.Auto), Is.EqualTo(1));
        Assert.That(Resets(program, heron with { FeedForward = heron.FeedForward! with { BroadcastBudget = 100 } }, ResetChoice.Auto), Is.EqualTo(1));
        Assert.That(Resets(program, heron, ResetChoice.Reset), Is.EqualTo(1));
        Assert.That(Resets(MeasuredAndReset(branches: false), heron, ResetChoice.Conditional), Is.Zero);
    }

    [Test]
    public void Without_a_reset_a_measurement_takes_its_place()
    {
        TargetProfiles.TryFind("generic-all-4", out Target? generic, out _);
        Target target = generic! with { Reset = false };
        for (int seed = 0; seed < 100; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { MaximumMeasurements = 4 }.Next(3, 14);
            CircuitProgram after = Run(program, target, new ResolveControlPass(), new ResetIdiomPass(target, ResetChoice.Auto));
            Assert.That(after.Body.DescendantOperations().OfType<ResetOperation>(), Is.Empty);
            CheckEquivalence(program, after, seed);
        }
    }

    [Test]
    public void A_wide_program_runs_on_few_qubits_of_a_machine_that_resets_but_does_not_branch()
    {
        TargetProfiles.TryFind("ionq-forte-reuse", out Target? reuse, out _);
        Target target = reuse! with { QubitCount = 3 };
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 6);
        for (int step = 0; step < 6; step++)
        {
            builder.Gate("ry", 0.4 + step, 0);
            builder.Gate("cx", 1, 0);
            builder.Gate("ry", 0.3, 1);
            builder.Measure(0, step);
            builder.If(CircuitBuilder.BitIs(step, true), () => builder.Gate("rx", 0.7, 1));
            builder.Reset(0);
        }

        CircuitProgram program = builder.Build();
        (CompiledProgram? compiled, DiagnosticBag diagnostics) = TargetCompiler.Compile(program, target, new CompileOptions { Audit = true });
        Assert.That(diagnostics.Where(d => d.IsError), Is.Empty);
        Assert.That(compiled!.Program.QubitCount, Is.LessThanOrEqualTo(3));
        CheckEquivalence(program, compiled.Program, 0);
        (CompiledProgram? none, DiagnosticBag refused) = TargetCompiler.Compile(program, target with { QubitCount = 1 });
        Assert.That(none, Is.Null);
        Assert.That(refused.First(d => d.IsError).Code, Is.EqualTo("SQS3125"));
    }

    [Test]
    public void Measurements_and_resets_leave_branches()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var builder = new CircuitBuilder();
            builder.Qubits("q", 3);
            builder.Bits("a", 2);
            builder.Bits("b", 2);
            for (int i = 0; i < 3; i++)
                builder.Gate("ry", random.NextDouble() * 3, i);
            builder.Gate("cx", 0, 1);
            builder.Measure(0, 0);
            if (random.Next(2) == 0)
                builder.Measure(1, 2);
            builder.If(
                CircuitBuilder.BitIs(0, random.Next(2) == 0),
                () =>
                {
                    builder.Gate("ry", 0.8, 1);
                    builder.Measure(1 + random.Next(2), 2 + random.Next(2));
                    builder.Gate("cx", 1, 2);
                    builder.Reset(random.Next(3));
                },
                random.Next(2) == 0 ? () => builder.Measure(2, 3) : null);
            for (int i = 0; i < 2; i++)
                builder.Measure(i + 1, i);
            CircuitProgram program = builder.Build();
            (CompiledProgram? compiled, DiagnosticBag diagnostics) = TargetCompiler.Compile(program, TargetProfiles.IbmHeron, new CompileOptions { Audit = true });
            Assert.That(diagnostics.Where(d => d.IsError), Is.Empty, $"seed {seed}");
            CheckEquivalence(program, compiled!.Program, seed);
        }
    }

    [Test]
    public void Joined_conditions_keep_the_distribution()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { Nesting = 1 + (seed % 3), MaximumMeasurements = 5 }.Next(3, 16);
            CheckEquivalence(program, Run(program, TargetProfiles.Native, new ResolveControlPass()), seed);
        }
    }

    [Test]
    public void Legal_conditions_keep_the_distribution()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { Nesting = 1 + (seed % 3), MaximumMeasurements = 5 }.Next(3, 16);
            CheckEquivalence(program, Run(program, TargetProfiles.IbmHeron, new ResolveControlPass(), new LegalizeConditionsPass(TargetProfiles.IbmHeron.FeedForward!)), seed);
        }
    }

    [Test]
    public void Deferred_measurements_keep_the_distribution()
    {
        int compared = 0;
        Target wide = TargetProfiles.IonQForte;
        for (int seed = 0; seed < 400; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { Nesting = 1 + (seed % 2), MaximumMeasurements = 4, Modifiers = seed % 2 == 0 }.Next(3, 12);
            CircuitProgram deferred = Run(program, wide, new ResolveControlPass(), new DeferMeasurementPass(wide));
            if (deferred.QubitCount > 11)
                continue;
            CheckEquivalence(program, deferred, seed);
            compared++;
        }

        Assert.That(compared, Is.GreaterThan(300));
    }

    [Test]
    public void Conditional_rotations_keep_the_distribution_when_deferred()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var builder = new CircuitBuilder();
            builder.Qubits("q", 4);
            builder.Bits("a", 3);
            builder.Bits("out", 1);
            for (int qubit = 0; qubit < 3; qubit++)
            {
                builder.Gate("ry", random.NextDouble() * 3, qubit);
                builder.Measure(qubit, qubit);
            }

            string axis = new[] { "rx", "ry", "rz" }[seed % 3];
            builder.Gate("ry", 0.7, 3);
            for (int i = 0; i < 4; i++)
            {
                Expression condition = random.Next(2) == 0 ? CircuitBuilder.BitIs(random.Next(3), random.Next(2) == 0) : builder.RegisterIs(0, random.Next(8));
                builder.If(condition, () => builder.Gate(axis, random.NextDouble() * 2, 3));
            }

            builder.Gate("ry", 0.9, 3);
            builder.Measure(3, 3);
            CircuitProgram program = builder.Build();
            CheckEquivalence(program, Run(program, TargetProfiles.IonQForte, new ResolveControlPass(), new DeferMeasurementPass(TargetProfiles.IonQForte)), seed);
        }
    }

    [Test]
    public void Angles_that_add_up_cost_one_interaction_a_bit()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 4);
        builder.Bits("a", 3);
        builder.Bits("out", 1);
        for (int qubit = 0; qubit < 3; qubit++)
        {
            builder.Gate("h", qubit);
            builder.Measure(qubit, qubit);
        }

        for (int qubit = 0; qubit < 3; qubit++)
            builder.If(CircuitBuilder.BitIs(qubit, true), () => builder.Gate("rx", 0.3 + qubit, 3));
        builder.Measure(3, 3);
        CircuitProgram compiled = Run(builder.Build(), TargetProfiles.IonQForte, new ResolveControlPass(), new DeferMeasurementPass(TargetProfiles.IonQForte));
        Assert.That(compiled.Body.Operations.Count(o => o.Operands().Count == 2), Is.EqualTo(3));
    }

    [Test]
    public void Loops_variables_and_switches_resolve()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 3);
        BitRegister bits = builder.Bits("c", 3);
        VariableExpression i = builder.Variable("i", ClassicalType.Int);
        VariableExpression x = builder.Variable("x", ClassicalType.Float);
        var half = new BinaryExpression(BinaryOperator.Multiply, Expression.Float(0.5), x, ClassicalType.Float);
        builder.Add(new AssignOperation(new VariableTarget(x.Variable), Expression.Float(1.2)));
        Block body = builder.Nested(() =>
        {
            builder.Add(new GateOperation(GateTable.Find("rx"), [half], [QubitOperand.Dynamic(0, i)]));
            builder.Add(new MeasureOperation(QubitOperand.Dynamic(0, i), BitOperand.Dynamic(0, i)));
        });
        builder.Add(new ForOperation(i.Variable, Expression.Int(0), null, Expression.Int(1), [], body));
        builder.Add(new SwitchOperation(
            new RegisterExpression(0, ClassicalType.BitRegister(3)),
            [new SwitchCase([1, 2], builder.Nested(() => builder.Gate("rx", 0.4, 2))), new SwitchCase([3], builder.Nested(() => builder.Gate("x", 2)))],
            builder.Nested(() => builder.Gate("ry", 2.0, 2))));
        builder.Measure(2, bits.Offset + 2);
        CircuitProgram resolved = Run(builder.Build(), TargetProfiles.IbmHeron, new ResolveControlPass(), new LegalizeConditionsPass(TargetProfiles.IbmHeron.FeedForward!));
        Dictionary<string, double> distribution = DenseEnumerator.Run(resolved);
        double one = Math.Pow(Math.Sin(0.3), 2);
        Assert.That(distribution["111"], Is.EqualTo(one * one).Within(1e-12));
        Assert.That(distribution["001"], Is.EqualTo((1 - one) * (1 - one) * Math.Pow(Math.Sin(1), 2)).Within(1e-12));
        Assert.That(distribution["101"], Is.EqualTo(one * (1 - one) * Math.Pow(Math.Sin(0.2), 2)).Within(1e-12));
        Assert.That(resolved.Variables, Is.Empty);
    }

    [Test]
    public void A_run_time_angle_is_tabulated()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 3);
        builder.Bits("c", 3);
        builder.Gate("rx", 0.8, 0);
        builder.Gate("rx", 1.1, 1);
        builder.Measure(0, 0);
        builder.Measure(1, 1);
        Expression Weighted(int bit, double weight) =>
            new BinaryExpression(BinaryOperator.Multiply, Expression.Float(weight), new CastExpression(new BitExpression(bit), ClassicalType.Float), ClassicalType.Float);
        builder.Gate("rx", new BinaryExpression(BinaryOperator.Add, Weighted(0, 0.7), Weighted(1, -0.2), ClassicalType.Float), 2);
        builder.Measure(2, 2);
        CircuitProgram program = builder.Build();
        CircuitProgram resolved = Run(program, TargetProfiles.IbmHeron, new ResolveControlPass(), new LegalizeConditionsPass(TargetProfiles.IbmHeron.FeedForward!));
        CheckEquivalence(program, resolved, 0);
    }

    [Test]
    public void A_decision_over_two_registers_gets_a_register_of_its_own()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 3);
        builder.Bits("a", 1);
        builder.Bits("b", 1);
        builder.Bits("out", 1);
        builder.Gate("h", 0);
        builder.Gate("rx", 0.4, 1);
        builder.Measure(0, 0);
        builder.Measure(1, 1);
        builder.If(new BinaryExpression(BinaryOperator.LogicalAnd, new BitExpression(0), new BitExpression(1), ClassicalType.Bool), () => builder.Gate("x", 2));
        builder.Measure(2, 2);
        CircuitProgram program = builder.Build();
        CircuitProgram legal = Run(program, TargetProfiles.IbmHeron, new ResolveControlPass(), new LegalizeConditionsPass(TargetProfiles.IbmHeron.FeedForward!));
        Assert.That(legal.BitRegisters.Select(r => r.Name), Is.EqualTo(new[] { "a", "b", "out", "d0" }));
        CheckEquivalence(program, legal, 0);
    }

    private static CircuitProgram Run(CircuitProgram program, Target target, params ICircuitPass[] passes)
    {
        var context = new PassContext(target);
        CircuitProgram result = new PassPipeline(passes).Run(program, context, audit: true);
        Assert.That(context.Diagnostics.Where(d => d.IsError), Is.Empty);
        return result;
    }

    private static void CheckEquivalence(CircuitProgram program, CircuitProgram compiled, int seed) =>
        Assert.That(DenseEnumerator.Distance(DenseEnumerator.Run(program), DenseEnumerator.Run(compiled)), Is.LessThan(1e-9), $"seed {seed}");

    private static CircuitProgram MeasuredAndReset(bool branches)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        builder.Gate("ry", 0.9, 0);
        builder.Measure(0, 0);
        builder.Reset(0);
        if (branches)
            builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("rx", 0.4, 1));
        builder.Gate("cx", 1, 0);
        builder.Measure(0, 1);
        return builder.Build();
    }

    private static int Resets(CircuitProgram program, Target target, ResetChoice choice) =>
        Run(program, target, new ResolveControlPass(), new ResetIdiomPass(target, choice)).Body.Operations.OfType<ResetOperation>().Count();
}
