using System.Globalization;
using System.Text.RegularExpressions;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Compiler.Passes.Routing;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Ibm;
using Sqs.Compiler.Targets.IonQ;
using Sqs.Compiler.Targets.Predicates;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Targets;

public sealed class TargetCompilerTests
{
    private static readonly double[] Inputs = [0.83, -2.1, 5.5];

    private static IEnumerable<Target> Narrow() => Find("ibm-heron", "ibm-heron-fractional", "generic-line-5", "generic-all-6", "native");

    private static IEnumerable<Target> Deferred() => Find("ibm-nighthawk", "ionq-forte", "ionq-forte-native", "ionq-simulator");

    [Test]
    public void Random_programs_keep_their_distribution_on_dynamic_targets([ValueSource(nameof(Narrow))] Target target)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { Inputs = seed % 3, Nesting = 1 + (seed % 2), MaximumMeasurements = 4 }.Next(2 + (seed % 4), 12);
            Check(program, Compile(program, target), seed);
        }
    }

    [Test]
    public void Random_programs_keep_their_distribution_on_static_targets([ValueSource(nameof(Deferred))] Target target)
    {
        int compared = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { Nesting = 1 + (seed % 2), MaximumMeasurements = 3, Modifiers = false }.Next(2 + (seed % 2), 9);
            CircuitProgram compiled = Compile(program, target);
            if (compiled.Body.DescendantOperations().SelectMany(o => o.Operands()).Distinct().Count() > 10)
                continue;
            Check(program, compiled, seed);
            compared++;
        }

        Assert.That(compared, Is.GreaterThan(40));
    }

    [Test]
    public void Random_networks_keep_their_distribution([Values("ibm-heron", "ibm-heron-fractional", "generic-line-9", "ionq-forte", "ionq-forte-native")] string name)
    {
        Target target = Find(name).Single();
        int compared = 0;
        for (int seed = 0; seed < 24; seed++)
        {
            NetworkGraph graph = RandomNetwork(seed, target.Reset ? 3 : 2);
            (FusedPlan? reference, DiagnosticBag problems) = FusedPlan.Create(graph, TargetProfiles.Native);
            Assert.That(problems, Is.Empty);
            (CompiledNetwork? network, DiagnosticBag diagnostics) = TargetCompiler.Compile(graph, target, new CompileOptions { Plan = NetworkPlanKind.Fused, Audit = true });
            Assert.That(diagnostics.Where(d => d.IsError), Is.Empty, $"seed {seed}");
            CircuitProgram compiled = network!.Programs.Single().Program;
            if (name.StartsWith("ibm", StringComparison.Ordinal))
                Assert.That(IbmProgramValidator.Validate(QasmEmitter.Emit(compiled, QasmEmitOptions.ForDevices), target), Is.Empty, $"seed {seed}");
            if (compiled.Body.DescendantOperations().SelectMany(o => o.Operands()).Distinct().Count() > 11)
                continue;
            var random = new Random(seed);
            var currents = new Dictionary<(string, int, int, int), double>();
            double External(string p, int n, int t, int c) =>
                currents.TryGetValue((p, n, t, c), out double known) ? known : currents[(p, n, t, c)] = random.NextDouble() - 0.2;
            Dictionary<string, double> expected = DenseEnumerator.Run(reference!.Program, reference.Bind(External));
            Dictionary<string, double> actual = DenseEnumerator.Run(compiled, network.Fused!.Bind(External));
            Assert.That(DenseEnumerator.Distance(expected, actual), Is.LessThan(1e-9), $"seed {seed}");
            compared++;
        }

        Assert.That(compared, Is.GreaterThan(8));
    }

    [Test]
    public void Emitted_ibm_programs_pass_the_validator([Values("ibm-heron", "ibm-heron-fractional", "ibm-nighthawk")] string name)
    {
        Target target = Find(name).Single();
        for (int seed = 0; seed < 40; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { Inputs = name == "ibm-heron" ? seed % 3 : 0, Nesting = 2, MaximumMeasurements = 3, Modifiers = seed % 2 == 0 }.Next(3, 10);
            string text = QasmEmitter.Emit(Compile(program, target), QasmEmitOptions.ForDevices);
            DiagnosticBag problems = IbmProgramValidator.Validate(text, target);
            Assert.That(problems, Is.Empty, $"seed {seed}\n{text}");
        }
    }

    [Test]
    public void Compiled_ionq_programs_write_circuits([Values] IonQGateSet gateSet)
    {
        Target target = gateSet == IonQGateSet.Native ? TargetProfiles.IonQForteNative : TargetProfiles.IonQForte;
        for (int seed = 0; seed < 40; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { MaximumMeasurements = 3, Modifiers = false }.Next(3, 10);
            (IonQCircuit? circuit, DiagnosticBag diagnostics) = IonQCircuit.Write(Compile(program, target), gateSet);
            Assert.That(diagnostics, Is.Empty, $"seed {seed}");
            Assert.That(IonQDocumentValidator.ValidateInput(circuit!.ToInput(), target), Is.Empty, $"seed {seed}");
        }
    }

    [TestCase(12)]
    [TestCase(60)]
    public void Chain_neurons_sit_side_by_side_on_heavy_hex_without_swaps(int neurons)
    {
        CompiledProgram compiled = Layer(neurons, steps: 3);
        Assert.That(compiled.Placement!.Swaps, Is.Zero);
        Assert.That(compiled.Resources.Qubits, Is.EqualTo(2 * neurons));
        // Two cz a step and neuron, none at the first step, where the memory is |0>.
        Assert.That(compiled.Resources.TwoQubitGates, Is.EqualTo(2 * 2 * neurons));
    }

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 3)]
    [TestCase(4, 4)]
    public void A_chain_neuron_of_any_size_embeds_into_heavy_hex(int io, int memory)
    {
        CompiledProgram compiled = Layer(2, steps: 2, SmallGraphs.Chain(io, memory));
        Assert.That(compiled.Placement!.Swaps, Is.Zero);
    }

    [TestCase("ionq-forte", 2)]
    [TestCase("ibm-heron", 2)]
    [TestCase("generic-all-5", 2)]
    public void A_swap_between_gates_costs_nothing_where_the_rest_finds_a_place(string name, int twoQubitGates)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 3);
        builder.Bits("c", 3);
        builder.Gate("h", 0);
        builder.Gate("cx", 0, 1);
        builder.Gate("swap", 1, 2);
        builder.Gate("ry", 0.4, 1);
        builder.Gate("cx", 0, 1);
        for (int i = 0; i < 3; i++)
            builder.Measure(i, i);
        CircuitProgram program = builder.Build();
        CircuitProgram compiled = Compile(program, Find(name).Single());
        Assert.That(compiled.Body.Operations.Count(o => o is GateOperation { Qubits.Count: 2 }), Is.EqualTo(twoQubitGates));
        Check(program, compiled, 0);
    }

    [TestCase(1, 1, 1)]
    [TestCase(12, 1, 12)]
    [TestCase(12, 3, 12 * 5)]
    public void Rings_of_four_take_few_two_qubit_gates_beyond_their_own(int neurons, int steps, int bound)
    {
        CompiledProgram compiled = Layer(neurons, steps, new SqsNeuron(2, 2, new RingAnsatz(1)));
        CompiledProgram free = Layer(neurons, steps, new SqsNeuron(2, 2, new RingAnsatz(1)), TargetProfiles.IbmHeron with { Coupling = null });
        Assert.That(SwapBound.Of(free.Program, TargetProfiles.IbmHeron.Coupling!), Is.GreaterThanOrEqualTo(neurons));
        Assert.That(compiled.Placement!.Swaps, Is.GreaterThanOrEqualTo(SwapBound.Of(free.Program, TargetProfiles.IbmHeron.Coupling!)));
        Assert.That(compiled.Resources.TwoQubitGates - free.Resources.TwoQubitGates, Is.LessThanOrEqualTo(2 * bound));
    }

    [Test]
    public void Placement_prefers_the_better_pair()
    {
        Target line = Find("generic-line-4").Single();
        Target target = line with
        {
            Typical = new TypicalFigures { TwoQubitError = 1e-2 },
            Snapshot = new DeviceSnapshot("test", null, [], [new GateProperties("cz", [2, 3], 1e-3, double.NaN)]),
        };
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        builder.Gate("h", 0);
        builder.Gate("cx", 0, 1);
        builder.Measure(0, 0);
        builder.Measure(1, 1);
        (CompiledProgram? compiled, _) = TargetCompiler.Compile(builder.Build(), target);
        Assert.That(compiled!.Placement!.Initial, Is.EquivalentTo(new[] { 2, 3 }));
    }

    [Test]
    public void A_network_too_wide_for_deferral_is_refused_with_numbers()
    {
        (CompiledNetwork? network, DiagnosticBag diagnostics) = TargetCompiler.Compile(SmallGraphs.Skip(steps: 12), TargetProfiles.IonQForte, new CompileOptions { Plan = NetworkPlanKind.Fused });
        Assert.That(network, Is.Null);
        string refusal = diagnostics.Single(d => d.IsError).ToString();
        Assert.That(refusal, Does.StartWith("error SQS3121: without measurement in the middle the program needs 52 qubits instead of 8"));

        // What it says would fit does fit, and one step more does not.
        Assert.That(refusal, Does.Match("[0-9]+ of its 12 time steps fit, or about 2 of its 4 neurons"));
        int steps = int.Parse(Regex.Match(refusal, "([0-9]+) of its 12 time steps fit").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.That(Fits(steps), Is.True);
        Assert.That(Fits(steps + 1), Is.False);

        static bool Fits(int steps) =>
            TargetCompiler.Compile(SmallGraphs.Skip(steps: steps), TargetProfiles.IonQForte, new CompileOptions { Plan = NetworkPlanKind.Fused }).Network is not null;
    }

    [Test]
    public void A_network_too_wide_for_reused_qubits_is_refused_with_what_fits()
    {
        TargetProfiles.TryFind("ionq-forte-reuse", out Target? target, out _);
        (CompiledNetwork? network, DiagnosticBag diagnostics) = TargetCompiler.Compile(
            SmallGraphs.Skip(steps: 12), target! with { QubitCount = 5 }, new CompileOptions { Plan = NetworkPlanKind.Fused });
        Assert.That(network, Is.Null);
        Assert.That(diagnostics.First(d => d.IsError).Message, Does.Match("needs 52 qubits, and 7 where .*; the target has 5: one time step is too wide already, and about 2 of its 4 neurons fit"));
    }

    [TestCase("ionq-forte")]
    [TestCase("ibm-heron")]
    public void A_swap_written_as_three_cx_is_a_renaming(string name)
    {
        TargetProfiles.TryFind(name, out Target? target, out _);
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        builder.Gate("ry", 0.7, 0);
        builder.Gate("cx", 0, 1);
        builder.Gate("cx", 1, 0);
        builder.Gate("cx", 0, 1);
        builder.Measure(0, 0);
        builder.Measure(1, 1);
        CompiledProgram compiled = TargetCompiler.Compile(builder.Build(), target!).Program!;
        Assert.That(compiled.Resources.TwoQubitGates, Is.Zero);
        Assert.That(compiled.Passes.Single(p => p.Name == "absorb-swaps").Statistics["swaps absorbed"], Is.EqualTo(1));
    }

    [Test]
    public void Three_cx_with_something_between_are_no_swap()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        builder.Gate("ry", 0.7, 0);
        builder.Gate("cx", 0, 1);
        builder.Gate("cx", 1, 0);
        builder.Gate("h", 1);
        builder.Gate("cx", 0, 1);
        builder.Measure(0, 0);
        builder.Measure(1, 1);
        CompiledProgram compiled = TargetCompiler.Compile(builder.Build(), TargetProfiles.IonQForte).Program!;
        Assert.That(compiled.Passes.Single(p => p.Name == "absorb-swaps").Changed, Is.False);
    }

    [Test]
    public void A_program_over_the_broadcast_budget_is_refused_with_what_fits()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 1);
        for (int i = 0; i < 2500; i++)
        {
            builder.Gate("h", 0);
            builder.Measure(0, 0);
            builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("rx", 0.3, 1));
        }

        builder.Measure(1, 0);
        (CompiledProgram? compiled, DiagnosticBag diagnostics) = TargetCompiler.Compile(builder.Build(), TargetProfiles.IbmHeron);
        Assert.That(compiled, Is.Null);
        Assert.That(diagnostics.Select(d => d.ToString()), Has.One.Contains("SQS3131: the program has 2500 conditionals that send 2500 bits to the control system, 104 % of what a job may; about 2400 such conditionals fit"));
    }

    private static CompiledProgram Layer(int neurons, int steps, NeuronModel? model = null, Target? target = null)
    {
        model ??= SmallGraphs.Chain();
        var graph = new NetworkGraph
        {
            Name = "layer",
            Steps = steps,
            Inputs = [new InputNode("x", 2, model.Channels)],
            Populations = [SmallGraphs.Neurons("n", neurons, model)],
            Synapses = [SmallGraphs.Dense("x", "n", 2, neurons, model.Channels)],
            Outputs = ["n"],
        };
        (CompiledNetwork? network, DiagnosticBag diagnostics) = TargetCompiler.Compile(graph, target ?? TargetProfiles.IbmHeron, new CompileOptions { Plan = NetworkPlanKind.Layered, Audit = true });
        Assert.That(diagnostics.Where(d => d.IsError), Is.Empty);
        return network!.Programs.Single();
    }

    private static NetworkGraph RandomNetwork(int seed, int steps)
    {
        var random = new Random(seed);
        int hidden = 1 + random.Next(2);
        bool recurrent = random.Next(2) == 0;
        Synapse Random(Synapse synapse) => synapse with { Weights = [.. synapse.Weights.Select(_ => (random.NextDouble() * 2) - 0.7)] };
        var synapses = new List<Synapse>
        {
            Random(SmallGraphs.Dense("x", "hidden", 2, hidden)),
            Random(SmallGraphs.Dense("hidden", "out", hidden, 1, delay: random.Next(2))),
        };
        if (random.Next(2) == 0)
            synapses.Add(Random(SmallGraphs.Dense("x", "out", 2, 1)));
        if (recurrent)
            synapses.Add(Random(SmallGraphs.Dense("hidden", "hidden", hidden, hidden, delay: 1)));
        return new NetworkGraph
        {
            Name = $"random {seed}",
            Steps = steps,
            Inputs = [new InputNode("x", 2)],
            Populations = [SmallGraphs.Neurons("hidden", hidden), SmallGraphs.Neurons("out", 1)],
            Synapses = [.. synapses],
            Outputs = ["out"],
        };
    }

    private static CircuitProgram Compile(CircuitProgram program, Target target)
    {
        (CompiledProgram? compiled, DiagnosticBag diagnostics) = TargetCompiler.Compile(program, target, new CompileOptions { Audit = true, OpenInputs = true });
        Assert.That(diagnostics.Where(d => d.IsError), Is.Empty);
        Assert.That(target.Capabilities().Where(c => c is not NoInputsPredicate).SelectMany(c => c.Violations(compiled!.Program)), Is.Empty);
        return compiled!.Program;
    }

    private static void Check(CircuitProgram program, CircuitProgram compiled, int seed) =>
        Assert.That(DenseEnumerator.Distance(DenseEnumerator.Run(program, Inputs), DenseEnumerator.Run(compiled, Inputs)), Is.LessThan(1e-9), $"seed {seed}");

    private static IEnumerable<Target> Find(params string[] names)
    {
        foreach (string name in names)
        {
            TargetProfiles.TryFind(name, out Target? target, out _);
            yield return target!;
        }
    }
}
