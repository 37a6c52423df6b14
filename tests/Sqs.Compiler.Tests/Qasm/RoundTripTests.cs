using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Qasm.Emission;

namespace Sqs.Compiler.Tests.Qasm;

/// <summary>What the emitter prints compiles to an equal program, and prints the same again.</summary>
[TestFixture]
public sealed class RoundTripTests
{
    private const string Header = "OPENQASM 3.1;\ninclude \"stdgates.inc\";\n";

    [TestCase("qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;")]
    [TestCase("input angle theta; input float w; qubit q; rx(theta) q; ry(2 * theta - 0.1) q; rz(w / 3 + pi) q;")]
    [TestCase("qubit[3] q; ctrl @ inv @ s q[0], q[1]; pow(1/2) @ x q[0]; negctrl(2) @ x q[0], q[1], q[2]; ctrl @ gphase(0.3) q[0];")]
    [TestCase("qubit[2] q; bit[3] c; if (c[0]) { x q[0]; } else if (c == 5) { y q[0]; } else { z q[0]; reset q[1]; }")]
    [TestCase("qubit[2] q; bit b; if (!b && true) x q[0]; while (b) { b = measure q[0]; if (b) break; continue; } end;")]
    [TestCase("qubit[5] q; delay[100ns] q[0]; delay[3.5us + 2dt]; barrier q; barrier; box[1ms] { x q[1]; }")]
    [TestCase("qubit[4] q; for int i in [0:3] { h q[i]; rx(i * 0.25) q[i]; } for uint[4] j in {3, 1} { cx q[j], q[0]; }")]
    [TestCase("qubit[4] q; for int i in [3:-1:1] { cx q[i], q[i - 1]; for int k in [0:i] { t q[k]; } }")]
    [TestCase("qubit q; int[8] k = -3; uint[4] m = 9; float[32] f = 0.1; bool b = true; k += 2 * k; m = m << 2; f = f ** 2; b = k > 3 || f < 1;")]
    [TestCase("bit[8] a = \"10110011\"; bit[4] b; b = a[0:3] ^ a[4:7]; b[{0, 2}] = \"10\"; a[3:-1:0] = b; int[4] n = b; n[1] = a[7]; uint u = popcount(a); a = rotl(a, 3);")]
    [TestCase("array[int[8], 2, 3] v = {{1, 2, 3}, {4, 5, 6}}; array[int[8], 3] w; w = v[1]; v[0, 0:1] = w[1:2]; int[8] n = v[1, 2] + w[0]; n[2] = v[0][1][3];")]
    [TestCase("qubit[2] q; bit[2] c; def f(qubit a, bit[2] s) -> bit { if (s == 3) { return measure a; } bit r = measure a; reset a; return r; } c[0] = f(q[0], c); c[1] = f(q[1], \"11\");")]
    [TestCase("gate own(a, b) x1, x2 { rx(a / 2) x1; ctrl @ ry(b) x1, x2; barrier x1, x2; } gate two q1, q2 { own(0.5, 1) q1, q2; } qubit[2] q; two q[0], q[1]; own(1, 2) q[1], q[0];")]
    [TestCase("int k; qubit q; switch (k) { case 1, 2 { x q; } case -3 { y q; } default { k = 0; } }")]
    [TestCase("angle[8] a = pi / 2; angle[8] b = a * 3; a = a + b; angle c = 1.25; qubit q; rx(a) q; rz(c) q; bit[8] w = a; uint[8] r = a / b;")]
    [TestCase("complex v = 1.5 + 2im; v = v * v - 1; float r = real(v); complex[float[32]] w = v; bool e = v == 2im;")]
    [TestCase("duration d = 100ns; d = 2 * d + 1dt; float r = d / 50ns; qubit q; delay[d] q; stretch w; delay[w] q;")]
    [TestCase("bit[2] a; bit[2] b; let j = a ++ b[1:-1:0]; qubit q; if (j == 9) x q; int[4] v = j;")]
    [TestCase("x $0; cx $3, $1; bit b = measure $3;")]
    [TestCase("qubit q; x $2; cx q, $0; qubit r; h r;")]
    [TestCase("output bit[2] o; bit[2] hidden; qubit[2] q; hidden = measure q; o[1] = hidden[0];")]
    [TestCase("qubit q; { bit t; t = measure q; if (t) x q; }")]
    [TestCase("int i = 2; for int i in [0:1] { int h = i; } qubit[3] q; h q[i];")]
    [TestCase("qubit[2] q; rzz_local(0.5) q[0], q[1]; ", "gate rzz_local(t) a, b { cx a, b; rz(t) b; cx a, b; }\n")]
    public void Text_of_a_program_compiles_to_an_equal_program(string body, string definitions = "")
    {
        CircuitProgram program = Compile(Header + definitions + body);
        string text = QasmEmitter.Emit(program);
        CircuitProgram again = Compile(text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(CircuitVerifier.Verify(program), Is.Empty);
            Assert.That(QasmEmitter.Emit(again), Is.EqualTo(text));
            Assert.That(again, Is.EqualTo(program), text);
        }
    }

    [Test]
    public void Gates_outside_the_standard_library_carry_their_definition_and_read_back_as_themselves()
    {
        CircuitProgram program = Compile("OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; rxx(0.5) q[0],q[1]; ryy(0.25) q[0],q[1]; sxdg q[0]; rzz(1) q[0],q[1]; cu3(1,2,3) q[0],q[1]; csx q[0],q[1];");
        string text = QasmEmitter.Emit(program);
        Assert.That(Compile(text), Is.EqualTo(program), text);
    }

    [Test]
    public void Physical_qubits_that_no_operation_names_stay()
    {
        var builder = new CircuitBuilder("wide");
        builder.PhysicalQubits(133);
        builder.Bits("c", 1);
        builder.Gate("x", 5);
        builder.Measure(5, 0);
        CircuitProgram program = builder.Build();
        string text = QasmEmitter.Emit(program);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Compile(text).QubitRegisters, Is.EqualTo(program.QubitRegisters), text);
            Assert.That(Compile(text).Body, Is.EqualTo(program.Body), text);
            Assert.That(QasmEmitter.Emit(program, new QasmEmitOptions { StatePhysicalQubits = false }), Does.Not.Contain("pragma"));
        }
    }

    [Test]
    public void Native_gates_carry_their_definition_and_read_back_as_themselves()
    {
        var builder = new CircuitBuilder("native");
        builder.Qubits("q", 2);
        builder.Gate("gpi", Expression.Float(0.25), 0);
        builder.Gate("gpi2", Expression.Float(0.5), 1);
        builder.Add(new GateOperation(GateTable.Find("ms"), [Expression.Float(0.1), Expression.Float(0.2), Expression.Float(0.3)], [0, 1]));
        CircuitProgram program = builder.Build();
        string text = QasmEmitter.Emit(program);
        Assert.That(Compile(text).Body, Is.EqualTo(program.Body), text);
    }

    private static CircuitProgram Compile(string text)
    {
        (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile(text, "test.qasm");
        Assert.That(diagnostics.Where(d => d.IsError), Is.Empty, text);
        return program!;
    }
}
