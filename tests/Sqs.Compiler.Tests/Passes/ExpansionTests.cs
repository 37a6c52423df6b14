using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Passes;

/// <summary>Definitions whose expansion grows without bound.</summary>
public sealed class ExpansionTests
{
    [TestCase("h q;")]
    [TestCase("")]
    public void Definitions_that_double_sixty_times_are_refused_where_they_are_used(string innermost)
    {
        (CompiledProgram? compiled, DiagnosticBag diagnostics) = TargetCompiler.Compile(Doubling(60, innermost), TargetProfiles.IbmHeron, new CompileOptions(), default);
        Assert.That(compiled, Is.Null);
        Assert.That(diagnostics.Select(d => (d.Code, d.Span.Line)), Is.EqualTo(new[] { ("SQS3136", 64) }));
    }

    [Test]
    public void Definitions_that_double_a_few_times_are_compiled()
    {
        (CompiledProgram? compiled, _) = TargetCompiler.Compile(Doubling(10, "t q;"), TargetProfiles.IbmHeron, new CompileOptions(), default);
        Assert.That(compiled, Is.Not.Null);
    }

    [Test]
    public void Expansion_can_be_stopped()
    {
        CircuitProgram program = Doubling(60, "h q;");
        Assert.That(() => TargetCompiler.Compile(program, TargetProfiles.IbmHeron, new CompileOptions(), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    private static CircuitProgram Doubling(int levels, string innermost)
    {
        var text = new StringBuilder("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n").Append($"gate g0 q {{ {innermost} }}\n");
        for (int level = 1; level <= levels; level++)
            text.Append($"gate g{level} q {{ g{level - 1} q; g{level - 1} q; }}\n");
        (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile(text.Append($"qubit q; bit c; g{levels} q; c = measure q;\n").ToString(), "doubling.qasm");
        Assert.That(diagnostics.HasErrors, Is.False);
        return program!;
    }
}
