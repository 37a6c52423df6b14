using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Qasm.Emission;

namespace Sqs.Compiler.Tests.Qasm;

/// <summary>The programs of the conformance files: accepted or refused as expected, with the expected code on the expected line.</summary>
[TestFixture]
public sealed class ConformanceTests
{
    private static IEnumerable<ConformanceCase> Valid => ConformanceCase.All().Where(c => c.IsValid);

    private static IEnumerable<ConformanceCase> Invalid => ConformanceCase.All().Where(c => !c.IsValid);

    [TestCaseSource(nameof(Valid))]
    public void Valid_programs_compile_to_sound_circuits_that_read_back(ConformanceCase program)
    {
        (CircuitProgram? circuit, DiagnosticBag diagnostics) = QasmCompiler.Compile(program.Program, "case.qasm");
        Assert.That(diagnostics.Where(d => d.IsError), Is.Empty);
        Assert.That(QasmCompiler.Check(program.Program, "case.qasm").Where(d => d.IsError), Is.Empty);
        Assert.That(CircuitVerifier.Verify(circuit!), Is.Empty);
        string text = QasmEmitter.Emit(circuit!);
        (CircuitProgram? again, DiagnosticBag complaints) = QasmCompiler.Compile(text, "again.qasm");
        Assert.That(complaints.Where(d => d.IsError), Is.Empty, text);
        if (!program.ChangesNames)
            Assert.That(again, Is.EqualTo(circuit), text);
        Assert.That(QasmEmitter.Emit(again!), Is.EqualTo(text));
    }

    [TestCaseSource(nameof(Invalid))]
    public void Invalid_programs_are_refused_with_the_code_and_the_line(ConformanceCase program)
    {
        (_, DiagnosticBag diagnostics) = QasmCompiler.Compile(program.Program, "case.qasm");
        string[] found = [.. diagnostics.Where(d => d.IsError).Select(d => $"{d.Code}@{d.Span.Line}")];
        foreach (string expected in program.Expectation.Split(", "))
            Assert.That(found, Does.Contain(expected), string.Join('\n', diagnostics));
    }

    [TestCaseSource(nameof(Valid))]
    public void Formatting_is_idempotent_and_keeps_the_meaning(ConformanceCase program)
    {
        string once = QasmFormatter.Format(program.Program, "case.qasm").Text!;
        Assert.That(QasmFormatter.Format(once, "case.qasm").Text, Is.EqualTo(once));
        Assert.That(QasmCompiler.Compile(once, "case.qasm").Program, Is.EqualTo(QasmCompiler.Compile(program.Program, "case.qasm").Program), once);
    }

    [Test]
    public void There_are_at_least_four_hundred_programs() => Assert.That(ConformanceCase.All().Count(), Is.GreaterThanOrEqualTo(400));
}
