using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Qasm;

namespace Sqs.Compiler.Tests.Qasm;

/// <summary>Inputs whose naive treatment takes quadratic or exponential time; each test ends by itself only where the treatment is not naive.</summary>
[TestFixture]
public sealed class HostileSizeTests
{
    [Test]
    public void A_bit_string_of_a_million_characters_is_compared_with_its_register()
    {
        string bits = string.Concat(Enumerable.Repeat("0110", 250_000));
        DiagnosticBag found = QasmCompiler.Check($"OPENQASM 3.0;\nbit[4] c = \"{bits}\";\n", "long.qasm");
        Assert.That(found.Select(d => (d.IsError, d.Span.Line)), Does.Contain((true, 2)));
    }

    [Test]
    public void Bit_strings_keep_their_order()
    {
        (Sqs.Compiler.Ir.CircuitProgram? program, DiagnosticBag found) = QasmCompiler.Compile("OPENQASM 3.0;\nbit[11] c = \"10000000010\";\n", "order.qasm");
        Assert.That(found, Is.Empty);
        Assert.That(Sqs.Compiler.Qasm.Emission.QasmEmitter.Emit(program!), Does.Contain("\"10000000010\""));
    }

    [Test]
    public void Unknown_names_of_a_million_letters_get_no_suggestion()
    {
        string known = new('a', 1_000_000);
        DiagnosticBag found = QasmCompiler.Check($"OPENQASM 3.0;\nqubit {known};\nreset {new string('b', 1_000_000)};\n", "names.qasm");
        Assert.That(found.Single(d => d.IsError).Span.Line, Is.EqualTo(3));
    }

    [Test]
    public void Files_that_include_each_other_twice_end_in_a_diagnostic()
    {
        var options = new QasmCompileOptions
        {
            ReadFile = path =>
            {
                int next = int.Parse(Path.GetFileNameWithoutExtension(path)[1..], System.Globalization.CultureInfo.InvariantCulture) + 1;
                return next > 30 ? "// end\n" : $"include \"i{next}.inc\";\ninclude \"i{next}.inc\";\n";
            },
        };
        DiagnosticBag found = QasmCompiler.Check("OPENQASM 3.0;\ninclude \"i0.inc\";\n", "twice.qasm", options);
        Assert.That(found.Select(d => d.Code), Is.EqualTo((string[])["SQS2407"]));
    }

    [Test]
    public void Calls_that_double_each_other_stop_when_asked_to()
    {
        // Without the look at the cancellation the text would bind until its budget ends, and end in a diagnostic.
        var text = new System.Text.StringBuilder("OPENQASM 3.0;\ndef f0() { }\n");
        for (int i = 1; i <= 40; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"def f{i}() {{ f{i - 1}(); f{i - 1}(); }}\n");
        text.Append("include \"stop.inc\";\nf40();\n");
        using var source = new CancellationTokenSource();
        var options = new QasmCompileOptions
        {
            ReadFile = _ =>
            {
                source.Cancel();
                return "f40();";
            },
        };
        Assert.That(() => QasmCompiler.Compile(text.ToString(), "doubling.qasm", options, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_device_without_end_is_no_include() =>
        Assert.That(QasmCompiler.Check("OPENQASM 3.0;\ninclude \"/dev/zero\";\n", "zero.qasm").Single(d => d.IsError).Span.Line, Is.EqualTo(2));
}
