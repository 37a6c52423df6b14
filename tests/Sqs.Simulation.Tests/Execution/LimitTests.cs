using System.Globalization;
using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm;
using Sqs.Simulation.Results;

namespace Sqs.Simulation.Tests.Execution;

/// <summary>What the engine refuses, and classical control beyond conditionals.</summary>
public sealed class LimitTests
{
    [TestCase(SimulationMethod.Branching)]
    [TestCase(SimulationMethod.StateVector)]
    public void A_state_beyond_the_memory_limit_is_refused_with_its_size_before_it_is_allocated(SimulationMethod method)
    {
        // 28 qubits of 16 bytes an amplitude; 1024 shots of 12 bytes are held already.
        string message = AssertRefused("SQS4004", Entangled(28), new SimulationRequest { Method = method, MemoryLimit = 1 << 24 });
        Assert.That(message, Is.EqualTo(
            "a state of 28 qubits takes 4294967296 bytes; 12288 bytes are in use and the limit is 16777216; raise the memory limit or let the program measure qubits earlier"));
    }

    [Test]
    public void A_state_of_thirty_qubits_is_refused_for_its_bytes_alone()
    {
        string message = AssertRefused("SQS4004", Entangled(30), new SimulationRequest { Method = SimulationMethod.StateVector, Precision = SimulationPrecision.Single, MemoryLimit = 1L << 33 });
        Assert.That(message, Does.StartWith("a state of 30 qubits takes 8589934592 bytes; 12288 bytes are in use and the limit is 8589934592;"));
    }

    [TestCase(SimulationMethod.Branching)]
    [TestCase(SimulationMethod.StateVector)]
    public void A_state_wider_than_an_array_is_refused_with_both_sizes(SimulationMethod method)
    {
        string message = AssertRefused("SQS4013", Entangled(31), new SimulationRequest { Method = method, MemoryLimit = long.MaxValue });
        Assert.That(message, Is.EqualTo(
            "a state of 31 entangled qubits takes 34359738368 bytes; the engine addresses states of at most 30 qubits, 17179869184 bytes; let the program measure qubits earlier"));
    }

    [Test]
    public void A_wide_state_of_feed_forward_is_refused_with_its_size()
    {
        CircuitProgram program = Entangled(24, static builder => builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("x", 0)));
        string message = AssertRefused("SQS4004", program, new SimulationRequest { MemoryLimit = 1 << 20 });
        Assert.That(message, Does.Match("^a state of [0-9]+ qubits takes [0-9]+ bytes; [0-9]+ bytes are in use and the limit is 1048576;"));
    }

    [Test]
    public void Many_qubits_in_basis_states_are_no_wide_state()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 60);
        builder.Bits("c", 60);
        builder.Gate("x", 0);
        for (int i = 0; i < 59; i++)
            builder.Gate("cx", i, i + 1);
        for (int i = 0; i < 59; i++)
            builder.Gate("cx", 59, i);
        for (int i = 0; i < 60; i++)
            builder.Measure(i, i);
        SimulationResult result = Simulator.Run(builder.Build(), new SimulationRequest { Shots = 3 });
        Assert.That(result.Sets[0].Counts(), Is.EqualTo(new Dictionary<string, int> { [$"1{new string('0', 59)}"] = 3 }));
        Assert.That(result.Statistics.MaximumWidth, Is.Zero);
    }

    [Test]
    public void Shots_beyond_the_memory_limit_are_refused_with_their_size()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        builder.Measure(0, 0);
        string message = AssertRefused("SQS4005", builder.Build(), new SimulationRequest { Shots = 1_000_000, MemoryLimit = 1 << 20 });
        Assert.That(message, Is.EqualTo("1000000 shots take 12000000 bytes; 0 bytes are in use and the limit is 1048576; raise the memory limit or ask for fewer"));
    }

    [Test]
    public void An_exact_run_of_many_independent_bits_is_refused_before_they_are_joined()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 40);
        builder.Bits("c", 40);
        for (int i = 0; i < 40; i++)
        {
            builder.Gate("h", i);
            builder.Measure(i, i);
        }

        string message = AssertRefused("SQS4005", builder.Build(), new SimulationRequest { Method = SimulationMethod.Exact, MemoryLimit = 1 << 24 });
        Assert.That(message, Does.StartWith("1099511627776 records of a distribution take 153931627888640 bytes; "));
        Assert.That(message, Does.Contain(" and the limit is 16777216;"));
    }

    [Test]
    public void An_exact_run_whose_records_outgrow_the_limit_is_refused_with_their_size()
    {
        // The state of 14 qubits takes 2^18 bytes, its 2^14 records ten times as much.
        string message = AssertRefused("SQS4005", Entangled(14), new SimulationRequest { Method = SimulationMethod.Exact, MemoryLimit = 1 << 20 });
        Assert.That(message, Does.Match("^[0-9]+ records more than the [0-9]+ of a distribution take [0-9]+ bytes; [0-9]+ bytes are in use and the limit is 1048576;"));
        int[] numbers = [.. System.Text.RegularExpressions.Regex.Matches(message, "[0-9]+").Select(static m => int.Parse(m.Value, CultureInfo.InvariantCulture))];
        Assert.That(numbers[2] + numbers[3], Is.GreaterThan(1 << 20), "what is asked for and what is in use");
        Assert.That(numbers[3], Is.LessThanOrEqualTo(1 << 20), "nothing beyond the limit was taken");
    }

    [Test]
    public void A_loop_without_end_is_an_error()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        builder.Add(new WhileOperation(new ConstantExpression(ClassicalValue.Bool(true)), builder.Nested(() => builder.Gate("x", 0))));
        AssertRefused("SQS4006", builder.Build(), new SimulationRequest { LoopLimit = 100 });
    }

    [Test]
    public void Inputs_are_counted_and_typed()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        builder.Gate("rx", builder.Input("a"), 0);
        AssertRefused("SQS4002", builder.Build(), new SimulationRequest());
        AssertRefused("SQS4003", builder.Build(), new SimulationRequest { Parameters = ParameterSets.Single(double.NaN) });
    }

    [Test]
    public void The_statevector_method_refuses_dynamic_programs()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        builder.Gate("x", 0);
        builder.Reset(0);
        AssertRefused("SQS4009", builder.Build(), new SimulationRequest { Method = SimulationMethod.StateVector });
    }

    [Test]
    public void A_cancelled_run_stops()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 1);
        for (int i = 0; i < 1000; i++)
        {
            builder.Gate("h", 0);
            builder.Measure(0, 0);
        }

        Assert.That(
            () => Simulator.Run(builder.Build(), new SimulationRequest { Method = SimulationMethod.Trajectory }, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Repeat_until_success_ends_in_success()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        VariableExpression tries = builder.Variable("tries", ClassicalType.Int, isReported: true);
        builder.Add(new WhileOperation(CircuitBuilder.BitIs(0, false), builder.Nested(() =>
        {
            builder.Reset(0);
            builder.Gate("ry", Math.PI / 3, 0);
            builder.Measure(0, 0);
            builder.Add(new AssignOperation(
                new VariableTarget(0),
                new BinaryExpression(BinaryOperator.Add, tries, Expression.Int(1), ClassicalType.Int)));
        })));
        ParameterSetResult result = Simulator.Run(builder.Build(), new SimulationRequest { Shots = 4000, Seed = 6 }).Sets[0];
        Assert.That(result.Records.Counts(), Is.EqualTo(new Dictionary<string, int> { ["1"] = 4000 }));

        // Geometric with success probability 1/4: mean 4, standard deviation sqrt(12).
        double mean = Enumerable.Range(0, 4000).Average(shot => (double)result.Outputs![shot, 0][0].Integer);
        Assert.That(mean, Is.EqualTo(4).Within(4 * Math.Sqrt(12.0 / 4000)));
    }

    [Test]
    public void Exact_runs_give_the_variables_with_their_probabilities()
    {
        // A counter of ones over two measurements, of which the second overwrites the bit of the first.
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        VariableExpression ones = builder.Variable("ones", ClassicalType.Int, isReported: true);
        for (int i = 0; i < 2; i++)
        {
            builder.Reset(0);
            builder.Gate("ry", Math.PI / 3, 0);
            builder.Measure(0, 0);
            builder.If(CircuitBuilder.BitIs(0, true), () => builder.Add(new AssignOperation(
                new VariableTarget(0),
                new BinaryExpression(BinaryOperator.Add, ones, Expression.Int(1), ClassicalType.Int))));
        }

        ParameterSetResult set = Simulator.Run(builder.Build(), new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0];
        ExactOutputs outputs = set.ExactOutputs!;
        var found = new Dictionary<(ulong, int), double>();
        for (int i = 0; i < outputs.Count; i++)
            found[(outputs.Record(i)[0], (int)outputs[i, 0][0].Integer)] = outputs.Probability(i);
        Assert.That(found, Has.Count.EqualTo(4));
        Assert.That(found[(0, 0)], Is.EqualTo(9.0 / 16).Within(1e-12));
        Assert.That(found[(0, 1)], Is.EqualTo(3.0 / 16).Within(1e-12));
        Assert.That(found[(1, 1)], Is.EqualTo(3.0 / 16).Within(1e-12));
        Assert.That(found[(1, 2)], Is.EqualTo(1.0 / 16).Within(1e-12));
        Assert.That(set.Exact!.ToDictionary()["1"], Is.EqualTo(0.25).Within(1e-12));
    }

    [Test]
    public void Groups_of_chains_beyond_the_memory_limit_are_refused()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 30);
        builder.Bits("c", 30);
        for (int i = 0; i < 30; i++)
        {
            builder.Gate("h", i);
            builder.Measure(i, i);
        }

        // The records of all shots fit, the operators of the thirty parts do not.
        AssertRefused("SQS4005", builder.Build(), new SimulationRequest { Shots = 10, MemoryLimit = 900 });
    }

    [Test]
    public void Parameter_sets_bind_their_own_angles()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        builder.Gate("rx", builder.Input("a"), 0);
        builder.Measure(0, 0);
        var request = new SimulationRequest { Method = SimulationMethod.Exact, Parameters = new ParameterSets(3, 1, [0, Math.PI / 2, Math.PI]) };
        double[] ones = [.. Simulator.Run(builder.Build(), request).Sets.Select(static s => s.Exact!.ToDictionary().GetValueOrDefault("1"))];
        Assert.That(ones, Is.EqualTo(new[] { 0, 0.5, 1 }).Within(1e-12));
    }

    [Test]
    public void An_exact_run_of_a_loop_on_a_measured_bit_ends()
    {
        // Until a 1 is measured: the weight of going on halves with every turn and never reaches 0.
        const string Text = "OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; while (!c) { h q; c = measure q; }";
        CircuitProgram program = QasmCompiler.Compile(Text, "loop.qasm").Program!;
        ParameterSetResult set = Simulator.Run(program, new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0];
        Assert.That(set.Exact!.ToDictionary()["1"], Is.EqualTo(1).Within(1e-12));
        Assert.That(set.Exact.ToDictionary(), Has.Count.EqualTo(1));
    }

    [TestCase(0, TestName = "Definitions_that_double_without_gates_are_refused")]
    [TestCase(1, TestName = "Definitions_that_double_are_refused")]
    public void Definitions_that_double_are_refused(int gates)
    {
        var body = new StringBuilder("OPENQASM 3.0; gate g0 a { ").Append(gates == 0 ? string.Empty : "U(1, 2, 3) a; ").Append("}\n");
        for (int i = 1; i < 60; i++)
            body.Append(CultureInfo.InvariantCulture, $"gate g{i} a {{ g{i - 1} a; g{i - 1} a; }}\n");
        CircuitProgram program = QasmCompiler.Compile(body.Append("qubit q; g59 q;").ToString(), "doubling.qasm").Program!;
        AssertRefused("SQS4017", program, new SimulationRequest { Shots = 1 });
    }

    private static string AssertRefused(string code, CircuitProgram program, SimulationRequest request)
    {
        var refused = Assert.Throws<DiagnosticException>(() => Simulator.Run(program, request));
        Assert.That(refused!.Diagnostics[0].Code, Is.EqualTo(code));
        return refused.Diagnostics[0].Message;
    }

    // Every qubit hangs on every other, and no measurement lets one go before the last gate.
    private static CircuitProgram Entangled(int qubits, Action<CircuitBuilder>? append = null)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", qubits);
        builder.Bits("c", qubits);
        builder.Gate("h", 0);
        for (int i = 0; i < qubits - 1; i++)
            builder.Gate("cx", i, i + 1);
        for (int i = 0; i < qubits; i++)
            builder.Gate("ry", 0.3, i);
        for (int i = 0; i < qubits - 1; i++)
            builder.Gate("cx", qubits - 1, i);
        for (int i = 0; i < qubits; i++)
            builder.Measure(i, i);
        append?.Invoke(builder);
        return builder.Build();
    }
}
