using System.Globalization;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Compiler.Tests.Qasm;

namespace Sqs.Simulation.Tests.Qasm;

/// <summary>The conformance programs with an expected distribution, run exactly; also after formatting, and through the circuit and back.</summary>
public sealed class ConformanceExecutionTests
{
    private const double Tolerance = 1e-12;

    private static IEnumerable<ConformanceCase> Cases => ConformanceCase.All().Where(c => c.Expectation.StartsWith('{'));

    [TestCaseSource(nameof(Cases))]
    public void Programs_have_the_expected_distribution(ConformanceCase program)
    {
        SortedDictionary<string, double> expected = Parse(program.Expectation);
        CircuitProgram circuit = Compile(program.Program);
        AssertDistribution(circuit, expected);
        AssertDistribution(Compile(QasmFormatter.Format(program.Program, "case.qasm").Text!), expected);
        AssertDistribution(Compile(QasmEmitter.Emit(circuit)), expected);
        if (Qasm2Emitter.Emit(circuit).Text is { } older)
            AssertDistribution(Compile(older), expected);
    }

    [Test]
    public void Most_programs_without_classical_variables_fit_into_version_2()
    {
        CircuitProgram[] circuits = [.. Cases.Select(c => Compile(c.Program)).Where(c => c.Variables.IsEmpty)];
        int fit = circuits.Count(c => Qasm2Emitter.Emit(c).Text is not null);
        Assert.That(fit, Is.GreaterThan(circuits.Length / 2));
    }

    private static void AssertDistribution(CircuitProgram circuit, SortedDictionary<string, double> expected)
    {
        var request = new SimulationRequest { Method = SimulationMethod.Exact };
        SortedDictionary<string, double> actual = Simulator.Run(circuit, request).Sets[0].Exact!.ToDictionary();
        Assert.That(actual.Where(p => p.Value > Tolerance).Select(p => p.Key), Is.EqualTo(expected.Keys));
        foreach ((string key, double probability) in expected)
            Assert.That(actual[key], Is.EqualTo(probability).Within(Tolerance), key);
    }

    private static CircuitProgram Compile(string text)
    {
        (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile(text, "case.qasm");
        Assert.That(diagnostics.Where(d => d.IsError), Is.Empty, text);
        return program!;
    }

    private static SortedDictionary<string, double> Parse(string expectation)
    {
        var distribution = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (string entry in expectation.Trim('{', '}').Split(", "))
        {
            string[] parts = entry.Split(':');
            distribution.Add(parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        return distribution;
    }
}
