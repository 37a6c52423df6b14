using Sqs.Compiler.Qasm;
using Sqs.Compiler.Qasm.Emission;

namespace Sqs.Compiler.Tests.Qasm;

[TestFixture]
public sealed class Qasm2EmitterTests
{
    [Test]
    public void Programs_that_fit_are_printed_as_version_2()
    {
        const string Source = """
            OPENQASM 3.0;
            include "stdgates.inc";
            gate own(a) u, v { rx(-a / 2) u; cx u, v; }
            qubit[2] q;
            qubit Anc;
            bit[2] c;
            bit b;
            own(pi) q[0], q[1];
            c[1] = measure q[0];
            b = measure Anc;
            if (c == 2) { x q[1]; reset q[0]; }
            if (b) { z q[0]; } else { y q[0]; }
            barrier q;
            """;
        (string? text, _) = Qasm2Emitter.Emit(QasmCompiler.Compile(Source, "new.qasm").Program!);
        Assert.That(text, Is.EqualTo("""
            OPENQASM 2.0;
            include "qelib1.inc";
            gate own(p0) q0,q1 { rx(((-p0)/2.0)) q0; cx q0,q1; }
            qreg q[2];
            qreg rAnc[1];
            creg c[2];
            creg b[1];
            own(3.141592653589793) q[0],q[1];
            measure q[0] -> c[1];
            measure rAnc[0] -> b[0];
            if(c==2) x q[1];
            if(c==2) reset q[0];
            if(b==1) z q[0];
            if(b==0) y q[0];
            barrier q[0],q[1];

            """));
        Assert.That(QasmCompiler.Check(text!, "old.qasm").HasErrors, Is.False);
    }

    [TestCase("ctrl @ x q[0], q[1];")]
    [TestCase("bit[2] c; if (c[0]) x q[0];")]
    [TestCase("bit[2] c; if (c == 1) { c[0] = measure q[0]; x q[0]; }")]
    [TestCase("input angle w; rx(w) q[0];")]
    [TestCase("int i; while (i < 3) { i += 1; }")]
    [TestCase("delay[10ns] q[0];")]
    public void Programs_that_do_not_fit_are_refused_with_a_reason(string body)
    {
        (string? text, var diagnostics) = Qasm2Emitter.Emit(QasmCompiler.Compile($"OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; {body}", "new.qasm").Program!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Is.Null);
            Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "SQS2603" }));
        }
    }
}
