using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Passes;

public sealed class FoldPassTests
{
    private static readonly object[] Removed =
    [
        new object[] { "rx", 0.0 }, new object[] { "rx", -0.0 }, new object[] { "ry", 2 * Math.PI }, new object[] { "rz", -4 * Math.PI }, new object[] { "p", 2 * Math.PI },
        new object[] { "crx", 0.0 }, new object[] { "crz", 4 * Math.PI }, new object[] { "rzz", 2 * Math.PI }, new object[] { "cp", -2 * Math.PI },
    ];

    private static readonly object[] Kept =
    [
        new object[] { "rx", 1e-300, 1e-300 }, new object[] { "crx", 2 * Math.PI, 2 * Math.PI }, new object[] { "rx", Math.PI, Math.PI }, new object[] { "p", Math.PI, Math.PI },
        new object[] { "rx", 5 * Math.PI, Math.PI }, new object[] { "crx", 3 * Math.PI, -Math.PI }, new object[] { "ry", -2.5 * Math.PI, 1.5 * Math.PI },
    ];

    [TestCaseSource(nameof(Removed))]
    public void A_rotation_that_does_nothing_goes(string gate, double angle) => Assert.That(Fold(Single(gate, angle)).Body.Operations, Is.Empty);

    [TestCaseSource(nameof(Kept))]
    public void A_rotation_that_does_something_stays_and_comes_into_range(string gate, double angle, double expected)
    {
        var operation = (GateOperation)Fold(Single(gate, angle)).Body.Operations.Single();
        Assert.That(operation.Angles[0].TryGetConstant(out double value), Is.True);
        Assert.That(value, Is.EqualTo(expected).Within(1e-15));
    }

    [Test]
    public void A_controlled_turn_stays_and_a_controlled_double_turn_goes()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        foreach (double angle in new[] { 2 * Math.PI, 4 * Math.PI })
            builder.Add(new GateOperation(GateTable.Find("rx"), [angle], [0, 1], [new GateModifier(GateModifierKind.Control)]));
        Assert.That(Fold(builder.Build()).Body.Operations.Single(), Is.EqualTo(builder.Build().Body.Operations[0]));
    }

    [Test]
    public void Constant_expressions_become_numbers_and_others_stay()
    {
        var builder = new CircuitBuilder();
        InputExpression input = builder.Input("a", ClassicalType.Float);
        builder.Qubits("q", 1);
        Expression half = Add(Expression.Float(0.25), new CastExpression(Expression.Int(1), ClassicalType.Float));
        builder.Gate("rx", half, 0);
        builder.Gate("rx", Add(input, half), 0);
        builder.Gate("rx", new BinaryExpression(BinaryOperator.Remainder, Expression.Int(1), Expression.Int(0), ClassicalType.Int), 0);
        Expression[] angles = [.. Fold(builder.Build()).Body.Operations.Select(o => ((GateOperation)o).Angles[0])];
        Assert.That(angles[0], Is.EqualTo(Expression.Float(1.25)));
        Assert.That(angles[1], Is.EqualTo(Add(input, Expression.Float(1.25))));
        Assert.That(angles[2], Is.InstanceOf<BinaryExpression>(), "a remainder by zero is left to the run that meets it");
    }

    [Test]
    public void Known_branches_are_taken_and_empty_ones_dropped()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        Expression no = new ConstantExpression(ClassicalValue.Bool(false));
        builder.If(no, () => builder.Gate("x", 0), () => builder.Gate("y", 0));
        builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("rx", 0.0, 0));
        builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("z", 0), () => builder.Gate("rx", 0.0, 0));
        Assert.That(Compiler.Ir.Printing.CircuitPrinter.Print(Fold(builder.Build())), Does.EndWith("bit c[1]\ny q[0]\nif c[0] {\n  z q[0]\n}\n"));
    }

    [Test]
    public void Without_a_spike_there_is_no_gate()
    {
        CircuitProgram program = LayeredPlan.Create(SmallGraphs.Skip()).Plan!.Layers[1].Circuits[0].Program;
        CircuitProgram bound = new BindInputsPass([0, 0.5]).Apply(program, new PassContext(TargetProfiles.Native));
        Assert.That(bound.Inputs, Is.Empty);
        string[] before = [.. Names(bound)];
        string[] after = [.. Names(Fold(bound))];
        Assert.That(before, Is.EqualTo(new[] { "rx", "crx", "rx", "rx", "rx", "crx", "rx", "rx" }));
        Assert.That(after, Is.EqualTo(before[1..]));
    }

    [Test]
    public void A_program_without_anything_to_fold_is_the_same_object()
    {
        CircuitProgram program = LayeredPlan.Create(SmallGraphs.Skip()).Plan!.Layers[0].Circuits[0].Program;
        Assert.That(Fold(program), Is.SameAs(program));
    }

    [Test]
    public void Binding_the_wrong_number_of_values_is_a_mistake_of_the_caller()
    {
        CircuitProgram program = LayeredPlan.Create(SmallGraphs.Skip()).Plan!.Layers[1].Circuits[0].Program;
        Assert.That(() => new BindInputsPass([1]).Apply(program, new PassContext(TargetProfiles.Native)), Throws.ArgumentException);
    }

    private static IEnumerable<string> Names(CircuitProgram program) => program.Body.Operations.OfType<GateOperation>().Select(g => g.Gate.Name);

    private static BinaryExpression Add(Expression left, Expression right) => new(BinaryOperator.Add, left, right, ClassicalType.Float);

    private static CircuitProgram Single(string gate, double angle)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Gate(gate, angle, GateTable.Find(gate).QubitCount == 1 ? [0] : [0, 1]);
        return builder.Build();
    }

    private static CircuitProgram Fold(CircuitProgram program)
    {
        CircuitProgram folded = new FoldPass().Apply(program, new PassContext(TargetProfiles.Native));
        Assert.That(CircuitVerifier.Verify(folded), Is.Empty);
        return folded;
    }
}
