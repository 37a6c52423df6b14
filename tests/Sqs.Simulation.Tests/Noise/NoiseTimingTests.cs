using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Results;

namespace Sqs.Simulation.Tests.Noise;

/// <summary>Qubits that wait for others relax: at barriers, at the ends of blocks and where control flow leaves a block early.</summary>
public sealed class NoiseTimingTests
{
    private static readonly NoiseModel Decaying = new() { Name = "decay", DefaultQubit = new QubitNoise { T1 = 1e-4, T2 = 1e-4 } };

    [TestCase("barrier q;", true)]
    [TestCase("barrier;", true)]
    [TestCase("barrier q[1], q[0];", true)]
    [TestCase("barrier q[0], q[2];", false)]
    [TestCase("", false)]
    public void A_barrier_lets_its_qubits_wait_for_the_last(string barrier, bool waits)
    {
        ExactDistribution exact = Run($"qubit[3] q; bit[3] c; x q[0]; delay[1ms] q[1]; {barrier} c = measure q;", Decaying);
        Assert.That(exact.ToDictionary().GetValueOrDefault("001"), Is.EqualTo(waits ? Math.Exp(-10) : 1).Within(1e-12));
    }

    [Test]
    public void Gates_behind_a_barrier_start_together()
    {
        // The x on qubit 0 starts when the delay is over, then waits for nothing.
        ExactDistribution exact = Run("qubit[2] q; bit[2] c; delay[50us] q[1]; barrier q; x q[0]; delay[20us] q[0]; barrier q; c = measure q;", Decaying);
        Assert.That(exact.ToDictionary().GetValueOrDefault("01"), Is.EqualTo(Math.Exp(-0.2)).Within(1e-12));
    }

    [TestCase("for int i in [0:2] { if (i == 1) { delay[50us] q[1]; break; } }", 0.5)]
    [TestCase("for int i in [0:2] { if (i < 2) { delay[50us] q[1]; continue; } }", 1)]
    [TestCase("for int i in [0:2] { delay[10us] q[1]; if (i == 1) { delay[50us] q[1]; continue; } delay[5us] q[1]; }", 0.9)]
    [TestCase("while (!c[0]) { delay[50us] q[1]; c[0] = true; if (c[0]) { delay[20us] q[1]; break; } }", 0.7)]
    public void Leaving_a_block_early_waits_for_the_last_qubit(string flow, double decayTimes)
    {
        Dictionary<string, double> exact = Run($"qubit[2] q; bit[2] c; x q[0]; {flow} c = measure q;", Decaying).ToDictionary().ToDictionary();
        Assert.That(exact.GetValueOrDefault("01"), Is.EqualTo(Math.Exp(-decayTimes)).Within(1e-12));
        Assert.That(exact.GetValueOrDefault("00"), Is.EqualTo(1 - Math.Exp(-decayTimes)).Within(1e-12));
    }

    private static ExactDistribution Run(string body, NoiseModel noise)
    {
        CircuitProgram program = QasmCompiler.Compile($"OPENQASM 3.0; include \"stdgates.inc\"; {body}", "timing.qasm").Program!;
        return Simulator.Run(program, new SimulationRequest { Method = SimulationMethod.Exact, Noise = noise }).Sets[0].Exact!;
    }
}
