using Sqs.Compiler.Ir;
using Sqs.Simulation.Plans;

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
}
