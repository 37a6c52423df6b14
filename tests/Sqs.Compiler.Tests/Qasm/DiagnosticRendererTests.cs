using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Qasm;

namespace Sqs.Compiler.Tests.Qasm;

[TestFixture]
public sealed class DiagnosticRendererTests
{
    [Test]
    public void Diagnostics_show_the_line_and_point_at_the_place()
    {
        const string Text = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[3] alpha;\n\tcx alpha[0], alpa[1];\nhh alpha[0]\nx alpha[5];\n";
        string rendered = DiagnosticRenderer.For("bell.qasm", Text).Render(QasmCompiler.Check(Text, "bell.qasm"));
        Assert.That(rendered, Is.EqualTo(
            "bell.qasm:4:15: error SQS2101: 'alpa' is not defined, did you mean 'alpha'?\n" +
            "  \tcx alpha[0], alpa[1];\n" +
            "  \t             ^^^^\n" +
            "bell.qasm:5:11: error SQS2006: expected ';' after ']'\n" +
            "  hh alpha[0]\n" +
            "            ^\n" +
            "bell.qasm:6:9: error SQS2110: index 5 is out of range; expected -3 to 2\n" +
            "  x alpha[5];\n" +
            "          ^\n"));
    }

    [Test]
    public void Lines_longer_than_a_screen_are_shown_around_the_place()
    {
        string text = "qubit q; " + string.Concat(Enumerable.Repeat("U(0, 0, 0) q; ", 100_000)) + "U(0, 0, 0) r;";
        string rendered = DiagnosticRenderer.For("long.qasm", text).Render(QasmCompiler.Check(text, "long.qasm"));
        string[] lines = rendered.Split('\n');
        Assert.That(lines[1], Has.Length.LessThan(200));
        Assert.That(lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)], Is.EqualTo('r'));
    }

    [Test]
    public void A_place_that_is_not_in_the_source_has_no_picture() =>
        Assert.That(
            DiagnosticRenderer.For("a", "x").Render(QasmDiagnostics.NotAValue.At(SourceSpan.None, "x", "y")),
            Is.EqualTo("error SQS2103: 'x' is y, which has no value here"));
}
