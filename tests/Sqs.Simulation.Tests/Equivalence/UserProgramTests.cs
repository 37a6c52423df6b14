using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Forms;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Simulation.Tests.Equivalence;

/// <summary>Programs that people write reach every target, pass its service's rules and mean the same.</summary>
public sealed class UserProgramTests
{
    [Test]
    public void A_program_reaches_the_target(
        [ValueSource(nameof(Programs))] string name,
        [Values("ibm-heron", "ibm-heron-fractional", "ibm-nighthawk", "ionq-forte", "ionq-forte-native", "ionq-forte-qasm", "ionq-forte-reuse")] string targetName)
    {
        TargetProfiles.TryFind(targetName, out Target? target, out _);
        (CircuitProgram? program, DiagnosticBag problems) = QasmCompiler.Compile(UserPrograms.All[name], $"{name}.qasm");
        Assert.That(problems.Where(d => d.IsError), Is.Empty);
        (CompiledProgram? compiled, DiagnosticBag diagnostics) = TargetCompiler.Compile(program!, target!, new CompileOptions { Audit = true });
        Assert.That(diagnostics.Where(d => d.IsError), Is.Empty);
        ExactEquivalence.AssertDistribution(ExactEquivalence.Distribution(program!), compiled!.Program, name);
        (string? text, DiagnosticBag refused) = ProgramText.Write(compiled.Program, target!);
        Assert.That(refused.Where(d => d.IsError), Is.Empty, text);
    }

    private static IEnumerable<string> Programs() => UserPrograms.All.Keys;
}
