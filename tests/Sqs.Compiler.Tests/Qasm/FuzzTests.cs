using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Qasm.Emission;

namespace Sqs.Compiler.Tests.Qasm;

/// <summary>Whatever the text, the outcome is a program or diagnostics: no exception, no loop without end, no memory without bound.</summary>
[TestFixture]
public sealed class FuzzTests
{
    private static readonly QasmCompileOptions Options = new() { MaximumOperations = 20_000 };

    [Test]
    public void Random_programs_of_the_grammar([Range(0, 19)] int block)
    {
        for (int seed = block * 50; seed < (block + 1) * 50; seed++)
            Try(new ProgramGenerator(seed).Write(1 + (seed % 5)), seed);
    }

    [Test]
    public void Mutated_conformance_programs([Range(0, 19)] int block)
    {
        string[] corpus = [.. ConformanceCase.All().Select(c => c.Program)];
        for (int seed = block * 50; seed < (block + 1) * 50; seed++)
        {
            var random = new Random(seed);
            Try(Mutation.Apply(corpus[random.Next(corpus.Length)], random, corpus), seed);
        }
    }

    [TestCase("(", "1", ")", TestName = "Deep parentheses")]
    [TestCase("-", "1", "", TestName = "Deep signs")]
    [TestCase("sin(", "1", ")", TestName = "Deep calls")]
    [TestCase("1 ** ", "1", "", TestName = "Deep powers")]
    [TestCase("1 + ", "1", "", TestName = "Long sum")]
    public void Nested_expressions_end_in_a_diagnostic(string open, string middle, string close)
    {
        const int Depth = 100_000;
        string expression = string.Concat(Enumerable.Repeat(open, Depth)) + middle + string.Concat(Enumerable.Repeat(close, Depth));
        DiagnosticBag diagnostics = QasmCompiler.Check($"float f = {expression};\nqubit q;", "deep.qasm");
        Assert.That(diagnostics.Select(d => d.Code), Does.Contain(QasmDiagnostics.NestingTooDeep.Code));
    }

    [TestCase("{", "}")]
    [TestCase("if (true) ", ";")]
    [TestCase("while (true) {", "}")]
    [TestCase("def f() {", "}")]
    public void Nested_statements_end_in_a_diagnostic(string open, string close)
    {
        const int Depth = 100_000;
        string text = string.Concat(Enumerable.Repeat(open, Depth)) + string.Concat(Enumerable.Repeat(close, Depth));
        Assert.That(QasmCompiler.Check(text, "deep.qasm").HasErrors, Is.True);
    }

    [Test]
    public void Long_chains_of_branches_and_modest_sums_are_fine()
    {
        string chain = string.Join(" else ", Enumerable.Range(0, 300).Select(i => $"if (i == {i}) i += 1;"));
        string sum = string.Join(" + ", Enumerable.Repeat("f", 1500));
        string text = $"int i; float f; {chain} f = {sum};";
        (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile(text, "long.qasm");
        Assert.That(diagnostics.Where(d => d.IsError), Is.Empty);
        Assert.That(QasmCompiler.Compile(QasmEmitter.Emit(program!), "again.qasm").Program, Is.Not.Null);
    }

    [TestCase("qubit[16000000] q; h q; h q; h q;")]
    [TestCase("for int i in [0:1000000000] { for int j in [0:1000000000] { qubit[2] r; int[i] k; } }")]
    [TestCase("qubit[3] q; for int i in [0:1000000000] { h q[0:i % 3]; }")]
    [TestCase("gate g a { for int i in [0:1000000000] { for int j in [0:1000000000] { } } }")]
    [TestCase("const int a = 2 ** 100000000; const int b = 3 << 2000000000;")]
    [TestCase("int[65536] a = int[65536](1) << 65535; bit[16000000] b;")]
    [TestCase("def f0() { } def f1() { f0(); f0(); } def f2() { f1(); f1(); }")]
    public void Programs_that_expand_without_end_are_given_up(string text)
    {
        DiagnosticBag diagnostics = QasmCompiler.Check("include \"stdgates.inc\"; " + text, "large.qasm", Options);
        Assert.That(diagnostics, Is.Not.Null);
    }

    [Test]
    public void Doubling_subroutines_are_given_up()
    {
        var text = new StringBuilder("def f0(qubit q) { U(0, 0, 0) q; }\n");
        for (int i = 1; i < 40; i++)
            text.Append($"def f{i}(qubit q) {{ f{i - 1}(q); f{i - 1}(q); }}\n");
        text.Append("qubit q; f39(q);");
        DiagnosticBag diagnostics = QasmCompiler.Check(text.ToString(), "double.qasm", Options);
        Assert.That(diagnostics.Select(d => d.Code), Does.Contain(QasmDiagnostics.TooManyOperations.Code));
    }

    [Test]
    public void Includes_that_never_end_are_refused()
    {
        var options = new QasmCompileOptions { ReadFile = path => $"include \"{Path.GetFileNameWithoutExtension(path)}x.inc\";" };
        DiagnosticBag diagnostics = QasmCompiler.Check("include \"a.inc\";", "main.qasm", options);
        Assert.That(diagnostics.Select(d => d.Code), Does.Contain(QasmDiagnostics.IncludeTooDeep.Code));
    }

    [Test]
    public void A_file_that_includes_itself_is_refused()
    {
        var options = new QasmCompileOptions { ReadFile = path => path.EndsWith("a.inc", StringComparison.Ordinal) ? "include \"a.inc\"; qubit q;" : null };
        DiagnosticBag diagnostics = QasmCompiler.Check("include \"a.inc\";", "main.qasm", options);
        Assert.That(diagnostics.Select(d => (d.Code, Path.GetFileName(d.Span.File))), Does.Contain((QasmDiagnostics.IncludeCycle.Code, "a.inc")));
    }

    private static void Try(string text, int seed)
    {
        try
        {
            (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile(text, "fuzz.qasm", Options);
            Assert.That(program is not null, Is.EqualTo(!diagnostics.HasErrors), $"seed {seed}");
            if (program is null)
                return;
            string emitted = QasmEmitter.Emit(program);
            Assert.That(QasmCompiler.Compile(emitted, "again.qasm").Diagnostics.Where(d => d.IsError), Is.Empty, $"seed {seed}\n{text}\n---\n{emitted}");
        }
        catch (DiagnosticException)
        {
            // A value without a spelling.
        }
        catch (Exception failure) when (failure is not AssertionException)
        {
            Assert.Fail($"seed {seed}: {failure}\n{text}");
        }
    }
}
