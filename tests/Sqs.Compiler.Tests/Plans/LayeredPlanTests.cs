using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Plans;

public sealed class LayeredPlanTests
{
    [Test]
    public void Layers_follow_the_flow_of_spikes()
    {
        LayeredPlan plan = Plan(SmallGraphs.Skip());
        Assert.That(plan.Layers.Select(l => string.Join("+", l.Populations)), Is.EqualTo(new[] { "hidden", "out" }));
    }

    [Test]
    public void Classical_neurons_have_no_circuit_and_plans_say_so()
    {
        NetworkGraph graph = SmallGraphs.Skip() with { Populations = [SmallGraphs.Neurons("hidden", 3, new LeakyNeuron()), SmallGraphs.Neurons("out", 1)] };
        (LayeredPlan? mixed, _) = LayeredPlan.Create(graph);
        Assert.That(mixed!.Layers.Select(l => l.Circuits.Count), Is.EqualTo(new[] { 0, 1 }), "the host runs the classical layer");
        (LayeredPlan? layered, DiagnosticBag ofLayers) = LayeredPlan.Create(graph with { Populations = [graph.Populations[0], SmallGraphs.Neurons("out", 1, new LogisticNeuron())] });
        Assert.That(layered, Is.Null);
        Assert.That(ofLayers.Select(d => d.Code), Is.EqualTo(new[] { "SQS3108", "SQS3108" }));
        Assert.That(ofLayers.First().ToString(), Does.Contain("'lif'").And.Contain("'hidden'"));
        (FusedPlan? fused, DiagnosticBag ofFusion) = FusedPlan.Create(graph, TargetProfiles.Native);
        Assert.That(fused, Is.Null);
        Assert.That(ofFusion.Single().Code, Is.EqualTo("SQS3108"));
    }

    [Test]
    public void Every_slot_of_the_mapping_names_the_element_it_stands_for([Values] ParameterBinding binding)
    {
        NetworkGraph graph = SmallGraphs.Skip(steps: 3) with
        {
            Populations = [SmallGraphs.Neurons("wide", 3, SmallGraphs.Chain(io: 2, memory: 1)), SmallGraphs.Neurons("narrow", 2)],
            Synapses = [SmallGraphs.Dense("x", "wide", 2, 3, channels: 2), SmallGraphs.Dense("x", "narrow", 2, 2)],
            Outputs = ["wide"],
        };
        LayerCircuit circuit = Plan(graph, new LayeredPlanOptions { Parameters = binding }).Layers.Single().Circuits.Single();
        CircuitProgram program = circuit.Program;
        Assert.That(CircuitVerifier.Verify(program), Is.Empty);
        foreach (NeuronGroup group in circuit.Groups)
        {
            string name = group.Population.Name;
            for (int neuron = 0; neuron < group.Count; neuron++)
            {
                for (int step = 0; step < 3; step++)
                {
                    for (int channel = 0; channel < group.Population.Neuron.Channels; channel++)
                    {
                        string suffix = name == "wide" ? $"_c{channel}" : string.Empty;
                        Assert.That(program.Inputs[group.EncodingInput(neuron, step, channel)].Name, Is.EqualTo($"z_{name}_{neuron}_t{step}{suffix}"));
                        int bit = (neuron * group.Population.Neuron.Channels) + channel;
                        Assert.That(program.BitName(group.Bit(neuron, step, channel)), Is.EqualTo($"s_{name}_t{step}[{bit}]"));
                    }
                }

                for (int parameter = 0; parameter < group.Population.Neuron.ParameterNames.Count; parameter++)
                {
                    int input = group.ParameterInput(neuron, parameter);
                    if (binding == ParameterBinding.Inputs)
                        Assert.That(program.Inputs[input].Name, Is.EqualTo($"p_{name}_{neuron}_{group.Population.Neuron.ParameterNames[parameter]}"));
                    else
                        Assert.That(input, Is.EqualTo(-1));
                }
            }
        }
    }

    [Test]
    public void Origins_name_the_neuron_that_an_operation_belongs_to()
    {
        LayerCircuit circuit = Plan(SmallGraphs.Skip()).Layers[0].Circuits[0];
        NeuronGroup group = circuit.Groups[0];
        foreach (MeasureOperation measure in circuit.Program.Body.Operations.OfType<MeasureOperation>())
        {
            Origin origin = measure.Origin!;
            Assert.That(measure.Target!.Value.Index, Is.EqualTo(group.Bit(origin.Neuron, origin.Step, 0)));
            Assert.That(measure.Qubit.Index, Is.EqualTo(group.Qubit(origin.Neuron, 0)));
        }
    }

    [Test]
    public void A_step_before_the_first_spike_can_arrive_has_no_encoding()
    {
        NetworkGraph graph = SmallGraphs.Skip(steps: 3) with
        {
            Populations = [SmallGraphs.Neurons("late", 1)],
            Synapses = [SmallGraphs.Dense("x", "late", 2, 1, delay: 2)],
            Outputs = ["late"],
        };
        LayerCircuit circuit = Plan(graph).Layers[0].Circuits[0];
        Assert.That(circuit.Program.Inputs.Select(i => i.Name), Is.EqualTo(new[] { "z_late_0_t2" }));
        Assert.That(Enumerable.Range(0, 3).Select(t => circuit.Groups[0].EncodingInput(0, t, 0)), Is.EqualTo(new[] { -1, -1, 0 }));
    }

    [Test]
    public void A_layer_wider_than_allowed_is_spread_over_circuits_of_whole_neurons()
    {
        LayeredPlan plan = Plan(SmallGraphs.Skip(), new LayeredPlanOptions { MaximumQubits = 5 });
        EquatableArray<LayerCircuit> circuits = plan.Layers[0].Circuits;
        Assert.That(circuits.Select(c => c.Program.QubitCount), Is.EqualTo(new[] { 4, 2 }));
        Assert.That(circuits.SelectMany(c => c.Groups).Select(g => (g.FirstNeuron, g.Count)), Is.EqualTo(new[] { (0, 2), (2, 1) }));
        Assert.That(circuits[1].Program.Inputs[circuits[1].Groups[0].EncodingInput(2, 1, 0)].Name, Is.EqualTo("z_hidden_2_t1"));
        Assert.That(circuits.Select(c => CircuitVerifier.Verify(c.Program).Count), Is.All.Zero);
    }

    [Test]
    public void The_last_step_resets_nothing()
    {
        CircuitProgram program = Plan(SmallGraphs.Skip(steps: 2)).Layers[1].Circuits[0].Program;
        Assert.That(program.Body.Operations.OfType<ResetOperation>().Select(r => r.Origin!.Step), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void Encoding_inputs_are_angles_and_parameters_are_floats()
    {
        CircuitProgram program = Plan(SmallGraphs.Skip(), new LayeredPlanOptions { Parameters = ParameterBinding.Inputs }).Layers[1].Circuits[0].Program;
        Assert.That(program.Inputs.Select(i => $"{i.Type} {i.Name}"), Is.EqualTo(new[]
        {
            "float[64] p_out_0_ent", "float[64] p_out_0_mem", "float[64] p_out_0_in", "angle z_out_0_t0", "angle z_out_0_t1",
        }));
    }

    [Test]
    public void Literal_parameters_stand_in_the_gates()
    {
        CircuitProgram program = Plan(SmallGraphs.Skip()).Layers[0].Circuits[0].Program;
        double[] angles =
        [
            .. program.Body.Operations.OfType<GateOperation>().Where(g => g.Origin is { Neuron: 1, Step: 0 } && g.Angles[0] is ConstantExpression)
                .Select(g => g.Angles[0].TryGetConstant(out double value) ? value : double.NaN),
        ];
        Assert.That(angles, Is.EqualTo(new[] { 4 / 8.0, 5 / 8.0, 6 / 8.0 }));
    }

    [Test]
    public void A_delayed_cycle_is_refused_by_name()
    {
        NetworkGraph graph = SmallGraphs.Skip() with
        {
            Synapses = [.. SmallGraphs.Skip().Synapses, SmallGraphs.Dense("out", "hidden", 1, 3, delay: 1)],
        };
        (LayeredPlan? plan, DiagnosticBag diagnostics) = LayeredPlan.Create(graph);
        Assert.That(plan, Is.Null);
        Assert.That(diagnostics.Single().ToString(), Does.StartWith("error SQS3101: a layered plan cannot run the cycle hidden -> out -> hidden,"));
    }

    [Test]
    public void A_neuron_wider_than_the_circuit_is_refused_with_numbers()
    {
        (LayeredPlan? plan, DiagnosticBag diagnostics) = LayeredPlan.Create(SmallGraphs.Skip(), new LayeredPlanOptions { MaximumQubits = 1 });
        Assert.That(plan, Is.Null);
        Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "SQS3102", "SQS3102" }));
        Assert.That(diagnostics.First().Message, Does.Contain("needs 2 qubits, 1 channels and 1 memory; a circuit may have 1, so with 1 channels 0 memory qubits fit"));
    }

    private static LayeredPlan Plan(NetworkGraph graph, LayeredPlanOptions? options = null)
    {
        (LayeredPlan? plan, DiagnosticBag diagnostics) = LayeredPlan.Create(graph, options);
        Assert.That(diagnostics, Is.Empty);
        return plan!;
    }
}
