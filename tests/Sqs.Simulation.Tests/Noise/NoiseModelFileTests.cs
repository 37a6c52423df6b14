using Sqs.Compiler.Diagnostics;
using Sqs.Simulation.Noise;

namespace Sqs.Simulation.Tests.Noise;

/// <summary>Noise models as files: what they hold, and that nothing written wrongly is read as no noise.</summary>
public sealed class NoiseModelFileTests
{
    [Test]
    public void A_file_holds_a_model()
    {
        NoiseModel model = NoiseModelFile.Read(
            """{"name":"lab","default_qubit":{"t1":1e-4,"t2":5e-5,"readout_error_of_one":0.02},"two_qubit":{"error":0.01,"time":1e-7},"gates":[{"gate":"cz","qubits":[0,1],"error":0.002}]}""",
            "lab.json");
        Assert.That(model.Of(3).T2, Is.EqualTo(5e-5));
        Assert.That(model.Of("cz", [1, 0]).Error, Is.EqualTo(0.002));
        Assert.That(model.Of("cz", [1, 2]).Error, Is.EqualTo(0.01));
    }

    [Test]
    public void What_is_written_reads_back()
    {
        var model = new NoiseModel
        {
            Name = "lab",
            Qubits = [new QubitNoise { T1 = 9e-5, T2 = 7e-5, ReadoutErrorOfOne = 0.03 }, new QubitNoise()],
            TwoQubit = new GateNoise(0.01, 1e-7),
            Gates = [new GateNoise(0.002, 2e-7) { Gate = "cz", Qubits = [1, 0] }, new GateNoise(0.1, 0) { Qubits = [0] }],
            TimeStep = 4e-9,
        };
        Assert.That(NoiseModelFile.Read(NoiseModelFile.Write(model), "lab.json"), Is.EqualTo(model));
    }

    [Test]
    public void Another_name_of_a_gate_is_that_gate() =>
        Assert.That(NoiseModelFile.Read("""{"gates":[{"gate":"phase","error":0.25}]}""", "x.json").Of("p", [0]).Error, Is.EqualTo(0.25));

    [TestCase("""{"default_qubit":{"t1":1e-4,"t2":5e-4}}""", "SQS4014")]
    [TestCase("""{"one_qubit":{"error":1.5}}""", "SQS4014")]
    [TestCase("""{"one_qbit":{}}""", "SQS4016")]
    [TestCase("[", "SQS4016")]
    public void A_wrong_file_is_refused(string text, string code) =>
        Assert.That(
            () => NoiseModelFile.Read(text, "x.json"),
            Throws.InstanceOf<DiagnosticException>().With.Matches<DiagnosticException>(e => e!.Diagnostics[0].Code == code));

    [TestCase("[]", "an object")]
    [TestCase("'default_qubit': @[{'t1': 1e-4}]", "an object")]
    [TestCase("'default_qubit': @1e-4", "an object")]
    [TestCase("'qubits': @{'t1': 1e-4}", "an array")]
    [TestCase("'qubits': [{}, @[]]", "an object")]
    [TestCase("'one_qubit': @[0.1]", "an object")]
    [TestCase("'two_qubit': @0.1", "an object")]
    [TestCase("'gates': @{'cz': {'error': 0.1}}", "an array")]
    [TestCase("'gates': [@'cz']", "an object")]
    [TestCase("'gates': [{'gate': 'cz', 'qubits': @{'0': 1}}]", "an array")]
    [TestCase("'gates': [{'gate': 'x', 'qubits': @0}]", "an array")]
    [TestCase("'gates': [{'gate': @['cz']}]", "a text")]
    [TestCase("'one_qubit': @null", "an object")]
    [TestCase("'name': @7", "a text")]
    [TestCase("'one_qubit': {'error': @true}", "a number")]
    [TestCase("'one_qubit': {'error': @'0.1'}", "a number")]
    [TestCase("'gates': [{'gate': 'x', 'qubits': [@0.5]}]", "no index")]
    [TestCase("'gates': [{'gate': 'x', 'qubits': [@-1]}]", "no index")]
    [TestCase("'gates': [{'gate': 'x', 'qubits': [@99999999999999999999]}]", "no index")]
    [TestCase("'gates': [{'gate': @'xx', 'error': 0.1}]", "'xx'")]
    [TestCase("'gates': [{'gate': @'reset', 'error': 0.1}]", "'reset'")]
    [TestCase("'gates': [{'gate': 'cz', 'qubits': [0, @0]}]", "twice")]
    [TestCase("'gates': [{'qubits': [2, 1, @2]}]", "twice")]
    [TestCase("'gates': [{'gate': 'cz', 'qubits': @[1]}]", "2 qubits")]
    [TestCase("'one_qubit': {'error': 0.1, @'error': 0}", "error")]
    [TestCase("'two_qubit': {@'eror': 0.1}", "'eror'")]
    public void What_has_the_wrong_shape_is_refused_where_it_stands(string members, string part)
    {
        // On a line of its own; @ marks the place.
        string text = members == "[]" ? members : $"{{\n{members.Replace('\'', '"')}\n}}";
        int column = text.IndexOf('@') - text.IndexOf('\n');
        Diagnostic problem = Assert.Throws<DiagnosticException>(() => NoiseModelFile.Read(text.Replace("@", string.Empty), "x.json"))!.Diagnostics[0];
        Assert.That((problem.Code, problem.Span.File), Is.EqualTo(("SQS4016", "x.json")));
        Assert.That(problem.Message, Does.Contain(part));
        if (members == "[]")
            return;
        Assert.That(problem.Span.Line, Is.EqualTo(2));
        Assert.That(problem.Span.Column, Is.GreaterThanOrEqualTo(column).And.LessThanOrEqualTo(column + 24), "at or right behind what is wrong");
    }
}
