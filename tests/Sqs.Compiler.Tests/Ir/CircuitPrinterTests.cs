using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Printing;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Plans;

namespace Sqs.Compiler.Tests.Ir;

public sealed class CircuitPrinterTests
{
    [Test]
    public void The_neuron_of_the_paper_over_two_steps()
    {
        NetworkGraph graph = SmallGraphs.Skip() with
        {
            Name = "one",
            Populations = [SmallGraphs.Neurons("out", 1)],
            Synapses = [SmallGraphs.Dense("x", "out", 2, 1)],
        };
        CircuitProgram program = LayeredPlan.Create(graph).Plan!.Layers[0].Circuits[0].Program;
        Assert.That(CircuitPrinter.Print(program), Is.EqualTo("""
            program "one/out"
            input angle z_out_0_t0
            input angle z_out_0_t1
            qubit q_out[2]
            bit s_out_t0[1]
            bit s_out_t1[1]
            // out[0]@t0
            rx(z_out_0_t0) q_out[0]
            crx(0.125) q_out[1], q_out[0]
            rx(0.25) q_out[1]
            rx(0.375) q_out[0]
            measure q_out[0] -> s_out_t0[0]
            reset q_out[0]
            // out[0]@t1
            rx(z_out_0_t1) q_out[0]
            crx(0.125) q_out[1], q_out[0]
            rx(0.25) q_out[1]
            rx(0.375) q_out[0]
            measure q_out[0] -> s_out_t1[0]

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Every_declaration_and_operation_is_shown()
    {
        Assert.That(CircuitPrinter.Print(Everything()), Is.EqualTo("""
            program "everything"
            input float[64] a
            qubit q[2]
            qubit r
            bit c[2]
            bit b
            local bit hidden[1]
            output uint[4] n
            var float[64] f
            gate my(t) left, right {
              rx((t * 0.5)) left
              cx left, right
            }
            // file.qasm:3:1
            my(a) q[0], q[1]
            ctrl @ pow((1.0 / 2.0)) @ inv @ negctrl @ x r, q[1], q[0]
            barrier
            barrier q[0], r
            delay[1e-07s] q[1]
            measure q[0]
            measure q[c[0]] -> c[n]
            reset r
            b = c[1]
            c = "10"
            n[2] = b
            if !b {
              x r
            } else {
              box[2.0dt] {
                reset q[0]
              }
            }
            switch c {
            case 0, 2 {
              z r
            }
            default {
              end
            }
            }
            for n in [0:2:6] {
              while (float[64](n) < -f) {
                break
                continue
              }
            }
            for n in {1, 2} {
              f = (sin(f) + {c[0], b}[1])
            }

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void A_program_that_does_not_verify_still_prints()
    {
        var program = new CircuitProgram
        {
            Name = "broken",
            Body = new Block([new GateOperation(GateTable.Find("rx"), [new InputExpression(3, ClassicalType.Angle)], [7]), new MeasureOperation(0, 9)]),
        };
        Assert.That(CircuitPrinter.Print(program), Is.EqualTo("program \"broken\"\nrx(<InputParameter 3?>) <qubit 7?>\nmeasure <qubit 0?> -> <bit 9?>\n"));
    }

    [Test]
    public void A_sum_of_many_terms_prints_without_deep_recursion()
    {
        var builder = new CircuitBuilder("sum");
        QubitRegister q = builder.Qubits("q", 1);
        Expression sum = Expression.Float(0);
        for (int i = 0; i < 100_000; i++)
            sum = new BinaryExpression(BinaryOperator.Add, sum, Expression.Float(1), ClassicalType.Float);
        builder.Gate("rx", sum, q.Offset);
        Assert.That(CircuitPrinter.Print(builder.Build()), Has.Length.GreaterThan(700_000));
    }

    private static CircuitProgram Everything()
    {
        var builder = new CircuitBuilder("everything");
        InputExpression a = builder.Input("a", ClassicalType.Float);
        builder.Qubits("q", 2);
        builder.Qubits("r", 1, isScalar: true);
        builder.Bits("c", 2);
        builder.Bits("b", 1, isScalar: true);
        builder.Bits("hidden", 1, isReported: false);
        VariableExpression n = builder.Variable("n", new ClassicalType(ClassicalKind.UInt, 4), isReported: true);
        VariableExpression f = builder.Variable("f", ClassicalType.Float);
        var half = new BinaryExpression(BinaryOperator.Multiply, new GateParameterExpression(0), Expression.Float(0.5), ClassicalType.Float);
        var gate = new CompositeGate("my", ["t"], ["left", "right"], new Block(
        [
            new GateOperation(GateTable.Find("rx"), [half], [0]), new GateOperation(GateTable.Find("cx"), [], [0, 1]),
        ]));
        builder.Define(gate);
        builder.Origin = Origin.Source(SourceSpan.At("file.qasm", 3, 1));
        builder.Gate(gate, [a], [0, 1]);
        builder.Origin = null;
        var ratio = new BinaryExpression(BinaryOperator.Divide, Expression.Float(1), Expression.Float(2), ClassicalType.Float);
        builder.Add(new GateOperation(GateTable.Find("x"), [], [2, 1, 0],
        [
            new GateModifier(GateModifierKind.Control), new GateModifier(GateModifierKind.Power, ratio), new GateModifier(GateModifierKind.Inverse),
            new GateModifier(GateModifierKind.NegativeControl),
        ]));
        builder.Add(new BarrierOperation([]));
        builder.Add(new BarrierOperation([0, 2]));
        builder.Add(new DelayOperation(new ConstantExpression(ClassicalValue.Duration(1e-7)), [1]));
        builder.Add(new MeasureOperation(0, null));
        builder.Add(new MeasureOperation(QubitOperand.Dynamic(0, new BitExpression(0)), BitOperand.Dynamic(0, n)));
        builder.Reset(2);
        builder.Add(new AssignOperation(new BitTarget(2), new BitExpression(1)));
        builder.Add(new AssignOperation(new RegisterTarget(0), new ConstantExpression(ClassicalValue.Bits(2, 2))));
        builder.Add(new AssignOperation(new VariableTarget(0, [Expression.Int(2)]), new BitExpression(2)));
        builder.If(
            CircuitBuilder.BitIs(2, false),
            () => builder.Gate("x", 2),
            () => builder.Add(new BoxOperation(new ConstantExpression(ClassicalValue.Duration(0, 2)), builder.Nested(() => builder.Reset(0)))));
        builder.Add(new SwitchOperation(
            new RegisterExpression(0, ClassicalType.BitRegister(2)),
            [new SwitchCase([0, 2], builder.Nested(() => builder.Gate("z", 2)))],
            builder.Nested(() => builder.Add(new EndOperation()))));
        Block endless = builder.Nested(() =>
        {
            builder.Add(new BreakOperation());
            builder.Add(new ContinueOperation());
        });
        var condition = new BinaryExpression(BinaryOperator.Less, new CastExpression(n, ClassicalType.Float), new UnaryExpression(UnaryOperator.Negate, f, ClassicalType.Float), ClassicalType.Bool);
        builder.Add(new ForOperation(0, Expression.Int(0), Expression.Int(2), Expression.Int(6), [], builder.Nested(() => builder.Add(new WhileOperation(condition, endless)))));
        Expression bit = new IndexExpression(new BitsExpression([new BitExpression(0), new BitExpression(2)], ClassicalType.BitRegister(2)), [Expression.Int(1)], ClassicalType.Bit);
        Expression value = new BinaryExpression(BinaryOperator.Add, new CallExpression(BuiltInFunction.Sin, [f], ClassicalType.Float), bit, ClassicalType.Float);
        builder.Add(new ForOperation(0, null, null, null, [Expression.Int(1), Expression.Int(2)], builder.Nested(() => builder.Add(new AssignOperation(new VariableTarget(1), value)))));
        return builder.Build();
    }
}
