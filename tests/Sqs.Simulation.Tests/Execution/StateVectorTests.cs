using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Providers.Results;
using Sqs.Simulation.Results;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Execution;

/// <summary>The state vector method against the definition of each gate.</summary>
public sealed class StateVectorTests
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(10)]
    [TestCase(12)]
    public void Amplitudes_equal_the_reference(int qubits)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            CircuitProgram program = RandomPrograms.Unitary(new System.Random(seed), qubits, 100);
            Complex[] expected = StateVectorReference.Amplitudes(program);
            (double[] re, double[] im) = FinalState.Of<double>(program, threads: 2);
            (float[] singleRe, float[] singleIm) = FinalState.Of<float>(program, threads: 2);
            Assert.That(Distance(expected, i => new Complex(re[i], im[i])), Is.LessThan(1e-11), $"seed {seed}");
            Assert.That(Distance(expected, i => new Complex(singleRe[i], singleIm[i])), Is.LessThan(1e-4), $"seed {seed}");
        }
    }

    [TestCase(4)]
    [TestCase(11)]
    public void Samples_follow_the_reference(int qubits)
    {
        const int Programs = 40;
        const int Shots = 4000;
        int beyond = 0;
        for (int seed = 0; seed < Programs; seed++)
        {
            CircuitProgram program = RandomPrograms.Unitary(new System.Random(700 + seed), qubits, 60);
            double[] expected = StateVectorReference.Probabilities(program);
            SimulationResult result = Simulator.Run(program, new SimulationRequest { Method = SimulationMethod.StateVector, Shots = Shots, Seed = (ulong)seed });
            Assert.That(result.Method, Is.EqualTo(SimulationMethod.StateVector));
            Assert.That(result.Statistics.MaximumWidth, Is.EqualTo(qubits), "one state of all qubits");
            ShotRecords records = result.Sets[0].Records;
            int[] counts = new int[1 << qubits];
            for (int shot = 0; shot < Shots; shot++)
                counts[records.Record(shot)[0]]++;
            double deviation = ChiSquare.Deviation(expected, i => counts[i], Shots);
            Assert.That(deviation, Is.LessThan(5), $"seed {seed}");
            beyond += deviation > 2 ? 1 : 0;
        }

        // Two sigma are exceeded with probability 0.023: 0.9 of 40 on average, 7 or more with probability below 1e-4.
        Assert.That(beyond, Is.LessThan(7));
    }

    [Test]
    public void Constant_loops_and_resets_of_fresh_qubits_are_unrolled()
    {
        const string Text = """
            OPENQASM 3.0; include "stdgates.inc"; qubit[3] q; bit[3] c;
            reset q;
            for int i in [0:2] { ry(0.4 * (i + 1)) q[i]; }
            for int i in {0, 1} { if (i == 1) { cx q[0], q[2]; } else { cx q[1], q[0]; } }
            c = measure q;
            """;
        const string Unrolled = """
            OPENQASM 3.0; include "stdgates.inc"; qubit[3] q; bit[3] c;
            ry(0.4) q[0]; ry(0.8) q[1]; ry(1.2000000000000002) q[2];
            cx q[1], q[0]; cx q[0], q[2];
            c = measure q;
            """;
        var request = new SimulationRequest { Method = SimulationMethod.StateVector, Shots = 5000, Seed = 3 };
        SortedDictionary<string, int> looped = Simulator.Run(QasmCompiler.Compile(Text, "loop.qasm").Program!, request).Sets[0].Counts();
        SortedDictionary<string, int> unrolled = Simulator.Run(QasmCompiler.Compile(Unrolled, "unrolled.qasm").Program!, request).Sets[0].Counts();
        Assert.That(looped, Is.EqualTo(unrolled));
        Assert.That(looped, Has.Count.EqualTo(8));
    }

    [Test]
    public void A_wide_state_takes_little_more_than_its_amplitudes([Values(SimulationMethod.StateVector, SimulationMethod.Branching)] SimulationMethod method, [Values] SimulationPrecision precision)
    {
        CircuitProgram program = RandomPrograms.Unitary(new System.Random(5), 18, 120);
        SimulationResult result = Simulator.Run(program, new SimulationRequest { Method = method, Precision = precision, Shots = 100 });
        double amplitudes = (1 << 18) * (precision == SimulationPrecision.Double ? 16.0 : 8.0);
        Assert.That(result.Statistics.PeakBytes, Is.InRange(amplitudes, 1.1 * amplitudes));
    }

    [Test]
    public void Gates_that_no_sweep_takes_stand_between_sweeps()
    {
        // The square root of a defined gate on three qubits is a dense matrix; twice it is the gate.
        const string Head = """
            OPENQASM 3.0; include "stdgates.inc";
            gate mix a, b, c { h a; cx a, b; ry(0.7) c; cx b, c; rz(0.3) a; cswap a, b, c; }
            qubit[11] q; bit[11] c;
            for int i in [0:10] { ry(0.2 + 0.1 * i) q[i]; }
            for int i in [0:9] { cx q[i], q[i + 1]; }

            """;
        const string Tail = "\nfor int i in [0:10] { rx(0.5) q[i]; }\nc = measure q;";
        var request = new SimulationRequest { Method = SimulationMethod.Exact };
        ExactDistribution whole = Run(Head + "mix q[1], q[10], q[4];" + Tail, request);
        ExactDistribution halves = Run(Head + "pow(0.5) @ mix q[1], q[10], q[4]; pow(0.5) @ mix q[1], q[10], q[4];" + Tail, request);
        Assert.That(halves.Probabilities.ToArray(), Is.EqualTo(whole.Probabilities.ToArray()).Within(1e-10));
    }

    private static ExactDistribution Run(string text, SimulationRequest request) =>
        Simulator.Run(QasmCompiler.Compile(text, "mixed.qasm").Program!, request).Sets[0].Exact!;

    // The largest difference of amplitudes after the global phases are aligned.
    private static double Distance(Complex[] expected, Func<int, Complex> found)
    {
        var overlap = Complex.Zero;
        for (int i = 0; i < expected.Length; i++)
            overlap += Complex.Conjugate(found(i)) * expected[i];
        Complex phase = overlap / overlap.Magnitude;
        return Enumerable.Range(0, expected.Length).Max(i => ((phase * found(i)) - expected[i]).Magnitude);
    }
}
