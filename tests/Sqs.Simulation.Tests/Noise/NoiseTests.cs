using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Providers.Results;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Results;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Noise;

public sealed class NoiseTests
{
    private static readonly QubitNoise TwoDecays = new() { T1 = 50e-6, T2 = 40e-6 };

    [Test]
    public void Relaxation_leaves_the_population_that_T1_says()
    {
        var model = new NoiseModel { Name = "decay", DefaultQubit = new QubitNoise { T1 = 50e-6, T2 = 70e-6 }, Gates = [new GateNoise(0, 20e-6) { Gate = "id" }] };
        var builder = OneQubit();
        builder.Gate("x", 0);
        builder.Gate("id", 0);
        builder.Measure(0, 0);
        Assert.That(ProbabilityOfOne(builder, model), Is.EqualTo(Math.Exp(-20.0 / 50)).Within(1e-12));
    }

    [TestCase(1e-3)]
    [TestCase(0.1)]
    [TestCase(1)]
    [TestCase(1e6)]
    public void After_many_decay_times_nothing_is_left(double seconds)
    {
        var model = new NoiseModel { Name = "decay", DefaultQubit = new QubitNoise { T1 = 1e-4, T2 = 1e-4 }, Gates = [new GateNoise(0, seconds) { Gate = "id" }] };
        var builder = OneQubit();
        builder.Gate("x", 0);
        builder.Gate("id", 0);
        builder.Measure(0, 0);
        Assert.That(ProbabilityOfOne(builder, model), Is.EqualTo(Math.Exp(-seconds / 1e-4)).Within(1e-12));
    }

    [Test]
    public void Dephasing_leaves_the_coherence_that_T2_says()
    {
        var model = new NoiseModel
        {
            Name = "dephasing",
            DefaultQubit = new QubitNoise { T1 = 50e-6, T2 = 70e-6 },
            Gates = [new GateNoise(0, 30e-6) { Gate = "id" }],
        };
        var builder = OneQubit();
        builder.Gate("h", 0);
        builder.Gate("id", 0);
        builder.Gate("h", 0);
        builder.Measure(0, 0);
        Assert.That(ProbabilityOfOne(builder, model), Is.EqualTo((1 - Math.Exp(-30.0 / 70)) / 2).Within(1e-12));
    }

    [Test]
    public void A_gate_error_is_its_average_infidelity()
    {
        // Depolarising with average infidelity e leaves (1 - 2e)/2 + 1/2 in the right state of one qubit.
        var model = new NoiseModel { Name = "gate", OneQubit = new GateNoise(0.03, 0) };
        var builder = OneQubit();
        builder.Gate("x", 0);
        builder.Measure(0, 0);
        Assert.That(ProbabilityOfOne(builder, model), Is.EqualTo(1 - 0.03).Within(1e-12));
    }

    [TestCase("cx q[0], q[1];", 4)]
    [TestCase("ccx q[0], q[1], q[2];", 8)]
    public void An_error_that_relaxation_explains_adds_no_depolarisation(string gate, int dimension)
    {
        // Entanglement fidelities multiply, average infidelity is d/(d + 1) (1 - F).
        CircuitProgram program = Program(gate);
        double explained = dimension / (dimension + 1.0) * (1 - Math.Pow(Fidelity(TwoDecays), Math.Log2(dimension)));
        double[] relaxed = Distribution(program, Gate(0));
        Assert.That(Distribution(program, Gate(explained)), Is.EqualTo(relaxed).Within(1e-12));
        Assert.That(Distribution(program, Gate(explained + 0.05)), Is.Not.EqualTo(relaxed).Within(1e-3));

        static NoiseModel Gate(double error) => new() { Name = "gate", DefaultQubit = TwoDecays, TwoQubit = new GateNoise(error, 10e-6) };
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void A_gate_error_is_its_average_infidelity_with_relaxation(int qubits)
    {
        // The entanglement fidelity of a channel is that of maximally entangled pairs of its qubits with others that are without noise.
        const double Error = 0.4;
        int dimension = 1 << qubits;
        string[] gates = ["id q[0];", "swap q[0], q[1];", "cswap q[0], q[1], q[2];"];
        var noise = new NoiseModel
        {
            Name = "gate",
            Qubits = [.. Enumerable.Repeat(TwoDecays, qubits)],
            Gates = [new GateNoise(Error, 10e-6) { Gate = gates[qubits - 1].Split(' ')[0] }],
        };
        string pairs = string.Concat(Enumerable.Range(0, qubits).Select(i => $"h q[{i}]; cx q[{i}], q[{i + qubits}]; "));
        string inverse = string.Concat(Enumerable.Range(0, qubits).Select(i => $"cx q[{i}], q[{i + qubits}]; h q[{i}]; "));
        CircuitProgram program = QasmCompiler.Compile(
            $"OPENQASM 3.0; include \"stdgates.inc\"; qubit[{2 * qubits}] q; bit[{2 * qubits}] c; {pairs}{gates[qubits - 1]} {Undo(qubits)}{inverse}c = measure q;", "pairs.qasm").Program!;
        double entanglementFidelity = Distribution(program, noise)[0];
        Assert.That(dimension / (dimension + 1.0) * (1 - entanglementFidelity), Is.EqualTo(Error).Within(1e-10));

        // The gate itself is undone by gates of other names, which are without noise.
        static string Undo(int qubits) => qubits switch
        {
            1 => string.Empty,
            2 => "cx q[0], q[1]; cx q[1], q[0]; cx q[0], q[1]; ",
            _ => "cx q[2], q[1]; ccx q[0], q[1], q[2]; cx q[2], q[1]; ",
        };
    }

    [Test]
    public void Misreading_and_failed_resets_show_in_the_bits()
    {
        var model = new NoiseModel { Name = "readout", DefaultQubit = new QubitNoise { ReadoutErrorOfZero = 0.1, ReadoutErrorOfOne = 0.25, ResetError = 0.2 } };
        var builder = OneQubit();
        builder.Gate("x", 0);
        builder.Reset(0);
        builder.Measure(0, 0);
        Assert.That(ProbabilityOfOne(builder, model), Is.EqualTo((0.8 * 0.1) + (0.2 * 0.75)).Within(1e-12));
    }

    [TestCase(SimulationMethod.Exact)]
    [TestCase(SimulationMethod.Trajectory)]
    public void A_readout_error_holds_what_decays_during_the_readout_and_the_qubit_left_behind_decays(SimulationMethod method)
    {
        const int Shots = 20_000;
        var qubit = new QubitNoise { T1 = 50e-6, T2 = 70e-6, ReadoutErrorOfOne = 0.04, ReadoutTime = 20e-6 };
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 2);
        builder.Gate("x", 0);
        builder.Measure(0, 0);
        builder.Measure(0, 1);

        // Read as 1 with 0.96 each time; excited behind the first readout with exp(-20/50), whatever was read.
        double left = Math.Exp(-20.0 / 50);
        double[] expected = [0.04 * (1 - (0.96 * left)), 0.96 * (1 - (0.96 * left)), 0.04 * 0.96 * left, 0.96 * 0.96 * left];
        ParameterSetResult set = Run(builder.Build(), new NoiseModel { Name = "readout", DefaultQubit = qubit }, method, Shots);
        if (set.Exact is { } exact)
            Assert.That(exact.Probabilities.ToArray(), Is.EqualTo(expected).Within(1e-12));
        else
            Assert.That(ChiSquare.Deviation(expected, i => set.Counts().GetValueOrDefault($"{i >> 1}{i & 1}"), Shots), Is.LessThan(ChiSquare.FourSigma));
    }

    [TestCase("ctrl @ x q[1], q[0];", "cx")]
    [TestCase("negctrl @ x q[1], q[0];", "cx")]
    [TestCase("ctrl @ ctrl @ x q[1], q[2], q[0];", "ccx")]
    [TestCase("ctrl @ cx q[1], q[2], q[0];", "ccx")]
    [TestCase("inv @ ctrl @ rx(3.0) q[1], q[0];", "crx")]
    [TestCase("ctrl @ gphase(0.3) q[0];", "p")]
    [TestCase("ctrl(2) @ gphase(0.3) q[1], q[0];", "cp")]
    [TestCase("inv @ s q[0];", "sdg")]
    [TestCase("pow(3) @ x q[0];", "x")]
    [TestCase("ctrl @ both q[1], q[0];", "cx")]
    public void A_gate_under_modifiers_has_the_noise_of_the_gate_it_is(string text, string name)
    {
        CircuitProgram program = Program(text);
        NoiseModel named = Depolarizing(name);
        Assert.That(Distribution(program, named), Is.Not.EqualTo(Distribution(program, NoiseModel.Ideal)).Within(1e-3), $"noise of {name} shows");
        foreach (string other in ((string[])["x", "cx", "ccx", "s", "sdg", "rx", "crx", "p", "cp"]).Where(other => other != name))
            Assert.That(Distribution(program, Depolarizing(other)), Is.EqualTo(Distribution(program, NoiseModel.Ideal)).Within(1e-12), $"noise of {other} is no noise of it");
    }

    [Test]
    public void A_gate_without_a_name_of_its_own_has_the_noise_of_its_number_of_qubits()
    {
        // Four controls: no gate of the table; a defined gate's power has the name of the definition.
        NoiseModel byArity = new() { Name = "arity", OneQubit = new GateNoise(0.1, 0), TwoQubit = new GateNoise(0.2, 0) };
        CircuitProgram many = Program("ctrl(4) @ x q[1], q[2], q[3], q[4], q[0];");
        Assert.That(Distribution(many, byArity), Is.Not.EqualTo(Distribution(many, NoiseModel.Ideal)).Within(1e-3));
        Assert.That(Distribution(many, Depolarizing("x")), Is.EqualTo(Distribution(many, NoiseModel.Ideal)).Within(1e-12));
    }

    [Test]
    public void A_qubit_that_waits_relaxes()
    {
        var model = new NoiseModel
        {
            Name = "idle",
            Qubits = [new QubitNoise(), new QubitNoise { T1 = 10e-6, T2 = 20e-6 }],
            Gates = [new GateNoise(0, 5e-6) { Gate = "x", Qubits = [0] }],
        };
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 1);
        builder.Gate("x", 1);
        builder.Gate("x", 0);
        builder.Gate("cz", 0, 1);
        builder.Measure(1, 0);
        Assert.That(ProbabilityOfOne(builder, model), Is.EqualTo(Math.Exp(-0.5)).Within(1e-12));
    }

    [Test]
    public void Trajectories_agree_with_density_matrices([Range(0, 11)] int seed)
    {
        const int Shots = 4000;
        NoiseModel model = NoiseModel.FromTarget(TargetProfiles.IbmHeron, 4) with
        {
            OneQubit = new GateNoise(0.02, 1e-6),
            TwoQubit = new GateNoise(0.05, 2e-6),
            DefaultQubit = new QubitNoise { T1 = 30e-6, T2 = 25e-6, ReadoutErrorOfZero = 0.03, ReadoutErrorOfOne = 0.07, ReadoutTime = 3e-6, ResetError = 0.02, ResetTime = 1e-6 },
            Qubits = [],
            Gates = [],
        };
        CircuitProgram program = RandomPrograms.Dynamic(500 + seed, 3);
        ExactDistribution exact = Run(program, model, SimulationMethod.Exact, 0).Exact!;
        Assert.That(exact.Probabilities.ToArray().Sum(), Is.EqualTo(1).Within(1e-10));
        foreach (SimulationMethod method in (SimulationMethod[])[SimulationMethod.Trajectory, SimulationMethod.Branching, SimulationMethod.Density])
        {
            ShotRecords records = Run(program, model, method, Shots).Records;
            var counts = new Dictionary<ulong, int>();
            for (int shot = 0; shot < Shots; shot++)
                counts[records.Record(shot)[0]] = counts.GetValueOrDefault(records.Record(shot)[0]) + 1;
            double deviation = ChiSquare.Deviation(exact.Probabilities, i => counts.GetValueOrDefault(exact.Record(i)[0]), Shots);

            // Thirty-six comparisons; four sigma are exceeded in one of them with probability about 1e-3.
            Assert.That(deviation, Is.LessThan(ChiSquare.FourSigma), method.ToString());
        }
    }

    [Test]
    public void Without_figures_noise_changes_nothing([Range(0, 9)] int seed)
    {
        CircuitProgram program = RandomPrograms.Dynamic(900 + seed, 3);
        ExactDistribution noisy = Run(program, NoiseModel.Ideal, SimulationMethod.Exact, 0).Exact!;
        foreach ((string record, double probability) in Simulator.Run(program, new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0].Exact!.ToDictionary())
            Assert.That(noisy.ToDictionary().GetValueOrDefault(record), Is.EqualTo(probability).Within(1e-10));
    }

    [Test]
    public void A_snapshot_of_an_IBM_device_is_a_model()
    {
        const string properties = """
            {"backend_name":"lab","last_update_date":"2025-05-01T10:00:00Z",
             "qubits":[[{"name":"T1","unit":"us","value":200},{"name":"T2","unit":"us","value":500},{"name":"readout_error","unit":"","value":0.02},
                        {"name":"prob_meas0_prep1","unit":"","value":0.03},{"name":"prob_meas1_prep0","unit":"","value":0.01},{"name":"readout_length","unit":"ns","value":1200}],
                       [{"name":"T1","unit":"us","value":100},{"name":"T2","unit":"us","value":90},{"name":"readout_error","unit":"","value":0.05}]],
             "gates":[{"gate":"sx","qubits":[0],"parameters":[{"name":"gate_error","unit":"","value":0.0004},{"name":"gate_length","unit":"ns","value":36}]},
                      {"gate":"cz","qubits":[1,0],"parameters":[{"name":"gate_error","unit":"","value":0.006},{"name":"gate_length","unit":"ns","value":84}]},
                      {"gate":"reset","qubits":[1],"parameters":[{"name":"gate_length","unit":"ns","value":900}]}]}
            """;
        (DeviceSnapshot? snapshot, Diagnostic? problem) = SnapshotReader.ReadIbm(properties);
        Assert.That(problem, Is.Null);
        NoiseModel model = NoiseModel.FromSnapshot(snapshot!);
        Assert.That(model.Check().HasErrors, Is.False);
        Assert.That(model.Of(0).T2, Is.EqualTo(400e-6).Within(1e-12), "at most twice T1");
        Assert.That((model.Of(0).ReadoutErrorOfZero, model.Of(0).ReadoutErrorOfOne), Is.EqualTo((0.01, 0.03)));
        Assert.That((model.Of(1).ReadoutErrorOfZero, model.Of(1).ReadoutErrorOfOne), Is.EqualTo((0.05, 0.05)));
        Assert.That(model.Of(1).ResetTime, Is.EqualTo(900e-9).Within(1e-15));
        Assert.That(model.Of("cz", [0, 1]).Error, Is.EqualTo(0.006));
        Assert.That(model.Of("cz", [0, 1]).Time, Is.EqualTo(84e-9).Within(1e-18));
        Assert.That(model.Of("h", [1]).Error, Is.EqualTo(0.0004), "a gate that is not listed is as good as the median");

        // The reset that the device lists among its gates is none; a run keeps its model as a file.
        NoiseModel refined = NoiseModel.FromTarget(TargetProfiles.IbmHeron with { Snapshot = snapshot }, 2);
        Assert.That(refined.Gates.Select(static g => g.Gate), Does.Contain("cz").And.Not.Contain("reset"));
        Assert.That(NoiseModelFile.Read(NoiseModelFile.Write(refined), "refined.json"), Is.EqualTo(refined));

        var builder = OneQubit();
        builder.Measure(0, 0);
        Assert.That(ProbabilityOfOne(builder, model), Is.EqualTo(0.01).Within(1e-12));
    }

    [Test]
    public void A_characterization_of_an_IonQ_device_is_a_model()
    {
        const string characterization = """
            {"backend":"trap","date":"2025-05-01T10:00:00Z","qubits":3,"connectivity":[[0,1],[0,2],[1,2]],
             "fidelity":{"1q":{"median":0.9998},"2q":{"median":0.994},"spam":{"median":0.997}},
             "timing":{"t1":100,"t2":1,"1q":0.000135,"2q":0.0006,"readout":0.0003}}
            """;
        (DeviceSnapshot? snapshot, Diagnostic? problem) = SnapshotReader.ReadIonQ(characterization);
        Assert.That(problem, Is.Null);
        NoiseModel model = NoiseModel.FromSnapshot(snapshot!);
        Assert.That(model.Check().HasErrors, Is.False);
        Assert.That(model.Of(2).T2, Is.EqualTo(1));
        Assert.That(model.Of("rzz", [2, 1]).Error, Is.EqualTo(0.006).Within(1e-12));
        Assert.That(model.Of("rx", [1]).Time, Is.EqualTo(135e-6).Within(1e-12));
        Assert.That(model.Of(0).ReadoutErrorOfOne, Is.EqualTo(0.003).Within(1e-12));
    }

    // Entanglement fidelity of 10 us of relaxation on one qubit.
    private static double Fidelity(QubitNoise noise) => (1 + Math.Exp(-10e-6 / noise.T1) + (2 * Math.Exp(-10e-6 / noise.T2))) / 4;

    private static ParameterSetResult Run(CircuitProgram program, NoiseModel model, SimulationMethod method, int shots) =>
        Simulator.Run(program, new SimulationRequest { Method = method, Noise = model, Shots = shots, Seed = 77 }).Sets[0];

    private static double ProbabilityOfOne(CircuitBuilder builder, NoiseModel model)
    {
        ExactDistribution exact = Run(builder.Build(), model, SimulationMethod.Exact, 0).Exact!;
        return exact.ToDictionary().GetValueOrDefault("1");
    }

    // A superposition of all qubits without noise of its own, the gate and a measurement of its first target in two bases.
    private static CircuitProgram Program(string gate) => QasmCompiler.Compile(
        $$"""
        OPENQASM 3.0; include "stdgates.inc"; gate both a { x a; }
        qubit[5] q; bit[5] c;
        h q; {{gate}} ry(0.4) q[0]; rz(0.3) q[0]; h q[0]; c = measure q;
        """,
        "modifiers.qasm").Program!;

    private static NoiseModel Depolarizing(string gate) => new() { Name = "one gate", Gates = [new GateNoise(0.2, 0) { Gate = gate }] };

    private static double[] Distribution(CircuitProgram program, NoiseModel noise)
    {
        ExactDistribution exact = Run(program, noise, SimulationMethod.Exact, 0).Exact!;
        double[] probabilities = new double[1 << program.BitCount];
        for (int i = 0; i < exact.Count; i++)
            probabilities[exact.Record(i)[0]] = exact.Probabilities[i];
        return probabilities;
    }

    private static CircuitBuilder OneQubit()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        return builder;
    }
}
