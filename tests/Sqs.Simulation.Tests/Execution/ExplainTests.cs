using Sqs.Compiler.Ir;
using Sqs.Simulation.Plans;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Execution;

public sealed class ExplainTests
{
    [Test]
    public void Measured_and_reset_neurons_are_contracted_step_by_step()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 4);
        builder.Bits("s", 6);
        for (int t = 0; t < 3; t++)
        {
            for (int neuron = 0; neuron < 2; neuron++)
            {
                builder.Gate("rx", 0.3 + t, 2 * neuron);
                builder.Gate("crx", 0.7, (2 * neuron) + 1, 2 * neuron);
                builder.Gate("rx", 0.4, (2 * neuron) + 1);
                builder.Measure(2 * neuron, (3 * neuron) + t);
                builder.Reset(2 * neuron);
            }
        }

        SimulationPlan plan = Simulator.Explain(builder.Build(), new SimulationRequest { Shots = 100 });
        Assert.That(plan.Components, Has.Count.EqualTo(2));
        Assert.That(plan.Components.Select(static c => (c.Kind, c.Width, c.Steps, c.MostBranches)), Has.All.EqualTo((ComponentKind.Contracted, 2, 3, 8.0)));
    }

    [Test]
    public void Feed_forward_is_dynamic()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 1);
        builder.Gate("h", 0);
        builder.Measure(0, 0);
        builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("x", 1));
        SimulationPlan plan = Simulator.Explain(builder.Build(), new SimulationRequest());
        Assert.That(plan.Components, Has.Count.EqualTo(1));
        Assert.That(plan.Components[0].Kind, Is.EqualTo(ComponentKind.Dynamic));
        Assert.That(plan.Components[0].StateBytes, Is.EqualTo(64));
    }

    [Test]
    public void The_cost_counts_branches_steps_and_amplitudes()
    {
        // Two wires, one alive between steps. Contraction: 4 gates on one target, 2^2 amplitudes in the first step, 2^3 behind; no outcome needs the
        // last rotation of the memory. Walk: 4, 8 and 8 entries for 1, 2 and 4 branches.
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("s", 3);
        for (int t = 0; t < 3; t++)
        {
            builder.Gate("rx", 0.3 + t, 0);
            builder.Gate("crx", 0.7, 1, 0);
            builder.Gate("rx", 0.4, 1);
            builder.Gate("rx", 0.4, 0);
            builder.Measure(0, t);
            builder.Reset(0);
        }

        SimulationPlan plan = Simulator.Explain(builder.Build(), new SimulationRequest { Shots = 100 });
        double contraction = (4 * 4 * 2) + (4 * 8 * 2) + (3 * 8 * 2);
        Assert.That(plan.Cost, Is.EqualTo(contraction + (1 * 4) + (2 * 8) + (4 * 8)));
        Assert.That(plan.ToString(), Does.Contain("estimated cost: "));
        SimulationPlan alone = Simulator.Explain(builder.Build(), new SimulationRequest { Shots = 100, Method = SimulationMethod.Trajectory });
        Assert.That(alone.Cost, Is.EqualTo(contraction + (100 * (4 + 8 + 8))));
    }

    [Test]
    public void The_cost_of_a_wide_state_grows_with_its_amplitudes()
    {
        SimulationPlan narrow = Simulator.Explain(RandomPrograms.Unitary(new System.Random(1), 12, 400), new SimulationRequest { Method = SimulationMethod.StateVector });
        SimulationPlan wide = Simulator.Explain(RandomPrograms.Unitary(new System.Random(1), 20, 400), new SimulationRequest { Method = SimulationMethod.StateVector });
        Assert.That(wide.Components.Select(static c => (c.Kind, c.Width)), Is.EqualTo(new[] { (ComponentKind.Gates, 20) }));
        Assert.That(wide.Cost / narrow.Cost, Is.EqualTo(256).Within(5).Percent);
        Assert.That(wide.StateBytes, Is.EqualTo(16 << 20));
    }
}
