using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Printing;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Plans;

public sealed class FusedPlanTests
{
    private static readonly Target WholeRegisters = TargetProfiles.Native with { Name = "whole", FeedForward = new FeedForward { MaximumConditionBits = 32 } };

    [Test]
    public void A_forward_network_becomes_one_dynamic_circuit()
    {
        NetworkGraph graph = SmallGraphs.Skip(steps: 1) with
        {
            Populations = [SmallGraphs.Neurons("hidden", 2), SmallGraphs.Neurons("out", 1)],
            Synapses = [SmallGraphs.Dense("x", "hidden", 2, 2), SmallGraphs.Dense("hidden", "out", 2, 1) with { Weights = [0.75, -0.5] }],
        };
        Assert.That(CircuitPrinter.Print(Plan(graph, WholeRegisters).Program), Is.EqualTo("""
            program "skip/fused"
            input angle z_hidden_0_t0
            input angle z_hidden_1_t0
            qubit q_hidden[4]
            qubit q_out[2]
            bit s_hidden_t0[2]
            bit s_out_t0[1]
            // hidden[0]@t0
            rx(z_hidden_0_t0) q_hidden[0]
            // hidden[1]@t0
            rx(z_hidden_1_t0) q_hidden[2]
            // hidden[0]@t0
            crx(0.125) q_hidden[1], q_hidden[0]
            rx(0.25) q_hidden[1]
            rx(0.375) q_hidden[0]
            measure q_hidden[0] -> s_hidden_t0[0]
            // hidden[1]@t0
            crx(0.5) q_hidden[3], q_hidden[2]
            rx(0.625) q_hidden[3]
            rx(0.75) q_hidden[2]
            measure q_hidden[2] -> s_hidden_t0[1]
            // out@t0
            if (s_hidden_t0 == "01") {
              // out[0]@t0
              rx(2.356194490192345) q_out[0]
            }
            if (s_hidden_t0 == "11") {
              // out[0]@t0
              rx(0.7853981633974483) q_out[0]
            }
            // out[0]@t0
            crx(0.125) q_out[1], q_out[0]
            rx(0.25) q_out[1]
            rx(0.375) q_out[0]
            measure q_out[0] -> s_out_t0[0]

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void The_form_follows_from_what_the_target_can_do_and_what_the_weights_are()
    {
        NetworkGraph signed = Pair([0.5, -0.5]);
        NetworkGraph positive = Pair([0.5, 0.25]);
        Assert.That(Decision(signed, TargetProfiles.Native), Is.EqualTo((FeedForwardForm.Switch, 1)));
        Assert.That(Decision(signed, WholeRegisters), Is.EqualTo((FeedForwardForm.Table, 1)), "two of three cases have no current, one has");
        Assert.That(Decision(positive, WholeRegisters), Is.EqualTo((FeedForwardForm.Additive, 2)));
        Assert.That(Decision(Pair([0.5, 0]), WholeRegisters), Is.EqualTo((FeedForwardForm.Table, 1)), "a weight of zero is no bit that decides");
    }

    [Test]
    public void Currents_bound_later_have_an_input_a_pattern()
    {
        NetworkGraph graph = SmallGraphs.Skip(steps: 1);
        FusedPlan plan = Plan(graph, TargetProfiles.Native);
        FusedEncoding encoding = plan.Encodings.Single(e => e.Population == "out");
        Assert.That(encoding.Heard.Select(h => (plan.Program.BitName(h.Bit), h.Weight)), Is.EqualTo(new[] { ("s_hidden_t0[0]", -0.5), ("s_hidden_t0[1]", -0.25) }));
        Assert.That(Enumerable.Range(0, 4).Select(k => plan.Program.Inputs[encoding.FirstInput + k].Name), Is.EqualTo(new[]
        {
            "z_out_0_t0_k0", "z_out_0_t0_k1", "z_out_0_t0_k2", "z_out_0_t0_k3",
        }));
        double[] values = plan.Bind((population, _, _, _) => population == "out" ? 0.6 : -1);
        Assert.That(values.AsSpan(encoding.FirstInput, 4).ToArray(), Is.EqualTo(new[] { 0.6 * Math.PI, (0.6 - 0.5) * Math.PI, (0.6 - 0.25) * Math.PI, 0 }).Within(1e-12));
        Assert.That(values.Take(encoding.FirstInput), Is.All.Zero);
    }

    [Test]
    public void Parameters_as_inputs_take_the_population_s_values()
    {
        FusedPlan plan = Plan(SmallGraphs.Skip(steps: 1), TargetProfiles.Native, new FusedPlanOptions { Parameters = ParameterBinding.Inputs });
        double[] values = plan.Bind((_, _, _, _) => 0);
        NeuronGroup hidden = plan.Groups[0];
        Assert.That(plan.Program.Inputs[hidden.ParameterInput(2, 1)].Name, Is.EqualTo("p_hidden_2_mem"));
        Assert.That(values[hidden.ParameterInput(2, 1)], Is.EqualTo(hidden.Population.ParametersOf(2)[1]));
    }

    [Test]
    public void A_fan_in_too_large_for_a_table_is_refused_with_numbers_once()
    {
        NetworkGraph graph = SmallGraphs.Skip(steps: 2) with
        {
            Populations = [SmallGraphs.Neurons("hidden", 11), SmallGraphs.Neurons("out", 1)],
            Synapses = [SmallGraphs.Dense("x", "hidden", 2, 11), SmallGraphs.Dense("hidden", "out", 11, 1) with { Weights = [.. Enumerable.Repeat(-1.0, 11)] }],
        };
        Assert.That(Refusal(graph, TargetProfiles.Native), Is.EqualTo(
            "error SQS3105: currents of population 'out' depend on 11 measured bits a step, a table of 2048 cases; the fused plan allows 10 bits here, so use the layered plan or fewer synapses"));
    }

    [Test]
    public void Several_registers_are_refused_where_conditions_read_one()
    {
        NetworkGraph graph = SmallGraphs.Skip(steps: 2) with
        {
            Synapses = [.. SmallGraphs.Skip().Synapses, SmallGraphs.Dense("out", "out", 1, 1, delay: 1)],
        };
        Assert.That(Refusal(graph, WholeRegisters), Is.EqualTo(
            "error SQS3106: currents of population 'out' depend on the registers s_hidden_t1, s_out_t0; conditions of target 'whole' read one register, so use the layered plan or one source of spikes"));
        Assert.That(Plan(graph, TargetProfiles.Native).Decisions[^1].Reason, Is.EqualTo("2 registers decide"));
    }

    [Test]
    public void More_conditionals_than_the_budget_are_refused_with_numbers()
    {
        Target target = WholeRegisters with { FeedForward = new FeedForward { MaximumConditionBits = 32, BroadcastCost = 1, BroadcastCostPerBit = 0.5, BroadcastBudget = 10 } };
        Assert.That(Refusal(SmallGraphs.Skip(steps: 1), target), Is.EqualTo(
            "error SQS3107: the fused plan needs 8 conditionals that cost 20 of the budget of 10 of target 'whole'; use the layered plan, fewer steps or smaller populations"));
    }

    [Test]
    public void A_network_wider_than_the_target_is_refused() =>
        Assert.That(Refusal(SmallGraphs.Skip(), WholeRegisters with { QubitCount = 7 }), Does.StartWith("error SQS3209: the program needs 8 qubits; the target has 7"));

    [Test]
    public void A_cycle_without_delay_is_refused()
    {
        NetworkGraph graph = SmallGraphs.Skip() with { Synapses = [SmallGraphs.Dense("hidden", "hidden", 3, 3)] };
        Assert.That(Refusal(graph, TargetProfiles.Native), Does.StartWith("error SQS1018: the cycle hidden -> hidden has no delay"));
    }

    [Test]
    public void Spikes_before_the_first_step_are_no_bits_that_decide()
    {
        NetworkGraph graph = SmallGraphs.Skip(steps: 2) with { Synapses = [SmallGraphs.Dense("hidden", "out", 3, 1, delay: 1)] };
        FusedPlan plan = Plan(graph, TargetProfiles.Native);
        Assert.That(plan.Encodings.Select(e => (e.Population, e.Step)), Is.EqualTo(new[] { ("out", 1) }));
        Assert.That(plan.Program.Inputs, Is.Empty);
        Assert.That(plan.Program.Body.Operations.OfType<SwitchOperation>(), Is.Empty, "no pattern of these weights has a current above zero");
    }

    private static NetworkGraph Pair(double[] weights) => SmallGraphs.Skip(steps: 1) with
    {
        Populations = [SmallGraphs.Neurons("hidden", 2), SmallGraphs.Neurons("out", 1)],
        Synapses = [SmallGraphs.Dense("x", "hidden", 2, 2), SmallGraphs.Dense("hidden", "out", 2, 1) with { Weights = [.. weights] }],
    };

    private static (FeedForwardForm Form, int Conditionals) Decision(NetworkGraph graph, Target target)
    {
        FeedForwardDecision decision = Plan(graph, target).Decisions.Single(d => d.Population == "out");
        return (decision.Form, decision.Conditionals);
    }

    private static FusedPlan Plan(NetworkGraph graph, Target target, FusedPlanOptions? options = null)
    {
        (FusedPlan? plan, DiagnosticBag diagnostics) = FusedPlan.Create(graph, target, options);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(CircuitVerifier.Verify(plan!.Program), Is.Empty);
        return plan;
    }

    private static string Refusal(NetworkGraph graph, Target target)
    {
        (FusedPlan? plan, DiagnosticBag diagnostics) = FusedPlan.Create(graph, target);
        Assert.That(plan, Is.Null);
        return diagnostics.Single().ToString();
    }
}
