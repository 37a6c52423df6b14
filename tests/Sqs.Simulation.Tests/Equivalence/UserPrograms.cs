namespace Sqs.Simulation.Tests.Equivalence;

/// <summary>Programs as people write them, over the breadth of OpenQASM 3: what targets must be able to take.</summary>
internal static class UserPrograms
{
    private const string Head = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n";

    /// <summary>The programs by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bell"] = "qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;",
        ["ghz by loop"] = "qubit[5] q; bit[5] c; h q[0]; for int i in [0:3] { cx q[i], q[i + 1]; } c = measure q;",
        ["teleport"] = "qubit[3] q; bit a; bit b; bit[1] out; ry(0.7) q[0]; h q[1]; cx q[1], q[2]; cx q[0], q[1]; h q[0]; a = measure q[0]; b = measure q[1]; if (b) { x q[2]; } if (a) { z q[2]; } out[0] = measure q[2];",
        ["phase estimation"] = "qubit[3] q; qubit turn; bit[3] c; x turn; h q; for uint i in [0:2] { for uint k in [1:2**i] { cp(pi / 3) q[i], turn; } } swap q[0], q[2]; h q[0]; cp(-pi / 2) q[0], q[1]; h q[1]; cp(-pi / 4) q[0], q[2]; cp(-pi / 2) q[1], q[2]; h q[2]; c = measure q;",
        ["gate definition"] = "gate maj a, b, c { cx c, b; cx c, a; ccx a, b, c; } gate uma a, b, c { ccx a, b, c; cx c, a; cx a, b; } qubit[4] q; bit[4] r; x q[0]; h q[1]; maj q[0], q[1], q[2]; cx q[2], q[3]; uma q[0], q[1], q[2]; r = measure q;",
        ["modifiers"] = "qubit[4] q; bit[4] c; h q; ctrl @ inv @ s q[0], q[1]; pow(2) @ t q[1]; negctrl @ ctrl(2) @ rx(0.8) q[0], q[1], q[2], q[3]; ctrl @ pow(1 / 2) @ x q[2], q[3]; c = measure q;",
        ["subroutine"] = "def entangle(qubit a, qubit b, angle t) { h a; crx(t) a, b; } qubit[2] q; bit[2] c; entangle(q[0], q[1], 0.6); c = measure q;",
        ["subroutine with result"] = "def parity(qubit[3] d, qubit a) -> bit { reset a; for int i in [0:2] { cx d[i], a; } return measure a; } qubit[3] d; qubit a; bit[1] syn; bit[3] c; ry(0.4) d[0]; h d[1]; syn[0] = parity(d, a); if (syn[0]) { x d[2]; } c = measure d;",
        ["repeat three times"] = "qubit q; bit[3] c; for int i in [0:2] { ry(0.9) q; c[i] = measure q; reset q; }",
        ["bit flip code"] = "qubit[3] d; qubit[2] a; bit[2] syn; bit[3] c; ry(1.1) d[0]; cx d[0], d[1]; cx d[0], d[2]; rx(0.5) d[1]; cx d[0], a[0]; cx d[1], a[0]; cx d[1], a[1]; cx d[2], a[1]; syn = measure a; if (syn == 1) { x d[0]; } if (syn == 3) { x d[1]; } if (syn == 2) { x d[2]; } c = measure d;",
        ["switch"] = "qubit[3] q; bit[2] syn; bit[1] c; h q[0]; h q[1]; syn[0] = measure q[0]; syn[1] = measure q[1]; switch (int(syn)) { case 0 { rx(0.2) q[2]; } case 1, 2 { rx(0.9) q[2]; } default { x q[2]; } } c[0] = measure q[2];",
        ["else"] = "qubit[2] q; bit[2] c; h q[0]; c[0] = measure q[0]; if (c[0]) { rx(0.3) q[1]; } else { ry(1.2) q[1]; } c[1] = measure q[1];",
        ["nested conditions"] = "qubit[3] q; bit[2] m; bit[1] c; h q[0]; ry(0.5) q[1]; m[0] = measure q[0]; m[1] = measure q[1]; if (m[0]) { if (m[1]) { x q[2]; } else { ry(0.7) q[2]; } } else if (m[1]) { h q[2]; } c[0] = measure q[2];",
        ["boolean logic"] = "qubit[3] q; bit[2] m; bit[1] c; h q[0]; h q[1]; m[0] = measure q[0]; m[1] = measure q[1]; if (m[0] ^ m[1]) { rx(0.4) q[2]; } if (m[0] || !m[1]) { rx(0.7) q[2]; } c[0] = measure q[2];",
        ["comparison"] = "qubit[4] q; bit[3] m; bit[1] c; h q[0]; ry(0.3) q[1]; ry(2) q[2]; m = measure q[0:2]; if (uint[3](m) > 4) { x q[3]; } if (m != 2) { ry(0.3) q[3]; } c[0] = measure q[3];",
        ["variables"] = "int[8] n = 3; float[64] turn = 0.2; qubit[2] q; bit[2] c; while (n > 0) { turn = turn * 2; ry(turn) q[0]; n -= 1; } if (n == 0) { cx q[0], q[1]; } c = measure q;",
        ["break and continue"] = "qubit[3] q; bit[3] c; for int i in [0:9] { if (i == 1) { continue; } if (i == 3) { break; } h q[i]; } c = measure q;",
        ["angle from a bit"] = "qubit[2] q; bit[1] m; bit[1] c; h q[0]; m[0] = measure q[0]; float[64] turn = 0.3; rx(turn + 0.5 * float[64](m[0])) q[1]; c[0] = measure q[1];",
        ["aliases"] = "qubit[4] q; let even = q[0:2:2]; let odd = q[{1, 3}]; bit[4] c; h even; cx even, odd; c = measure q;",
        ["broadcast"] = "qubit[3] a; qubit[3] b; bit[3] c; h a; cx a, b; rz(0.3) b; h b; c = measure b;",
        ["barrier and delay"] = "qubit[2] q; bit[2] c; h q[0]; barrier q; delay[100ns] q[1]; cx q[0], q[1]; barrier q[0], q[1]; c = measure q;",
        ["old registers"] = "qreg q[2]; creg c[2]; u3(0.3, 0.2, 0.1) q[0]; cx q[0], q[1]; measure q -> c;",
        ["every standard gate"] = "qubit[3] q; bit[3] c; h q; p(0.1) q[0]; x q[1]; y q[2]; z q[0]; s q[1]; sdg q[2]; t q[0]; tdg q[1]; sx q[2]; rx(0.2) q[0]; ry(0.3) q[1]; rz(0.4) q[2]; cx q[0], q[1]; cy q[1], q[2]; cz q[0], q[2]; cp(0.5) q[0], q[1]; crx(0.6) q[1], q[2]; cry(0.7) q[0], q[2]; crz(0.8) q[1], q[0]; ch q[0], q[1]; swap q[0], q[2]; ccx q[0], q[1], q[2]; cswap q[0], q[1], q[2]; cu(0.1, 0.2, 0.3, 0.4) q[0], q[1]; U(0.5, 0.6, 0.7) q[2]; c = measure q;",
        ["global phase"] = "gate phased(t) a { gphase(t); rx(t) a; } qubit[2] q; bit[2] c; h q[0]; ctrl @ phased(0.9) q[0], q[1]; h q[0]; c = measure q;",
        ["measurement in a branch"] = "qubit[2] q; bit[2] c; h q[0]; ry(0.7) q[1]; c[0] = measure q[0]; if (c[0]) { c[1] = measure q[1]; }",
        ["branch measures its own bit"] = "qubit[2] q; bit[1] c; bit[1] d; ry(0.9) q[0]; ry(0.7) q[1]; c[0] = measure q[0]; h q[0]; if (c[0]) { rx(0.4) q[1]; c[0] = measure q[1]; rx(0.8) q[1]; } d[0] = measure q[1];",
        ["branch measures its own bit again"] = "qubit[2] q; bit[2] c; bit[1] d; ry(0.9) q[0]; h q[1]; c = measure q; if (c[0]) { c[0] = measure q[0]; } if (c[1]) { h q[1]; c[1] = measure q[1]; h q[0]; } d[0] = measure q[0];",
        ["branches measure their own register"] = "qubit[2] q; bit[2] c; bit[1] d; ry(0.9) q[0]; ry(0.7) q[1]; c = measure q; if (c == 1) { h q[1]; c[1] = measure q[1]; ry(0.6) q[0]; } else { ry(1.1) q[0]; c[0] = measure q[0]; rx(0.3) q[1]; } d[0] = measure q[1];",
        ["branch clears its own bit"] = "qubit[2] q; bit[2] c; bit[1] d; ry(0.9) q[0]; c[0] = measure q[0]; if (c[0]) { ry(0.4) q[1]; c[0] = 0; ry(0.6) q[1]; } else { c[0] = 1; rx(0.9) q[1]; } c[1] = measure q[1]; d[0] = c[0];",
        ["switch measures its own register"] = "qubit[2] q; bit[2] c; bit[1] d; ry(0.9) q[0]; ry(0.7) q[1]; c = measure q; switch (int(c)) { case 0 { ry(0.5) q[0]; c[0] = measure q[0]; } case 1 { h q[1]; c[1] = measure q[1]; } default { rx(0.4) q[1]; } } d[0] = measure q[1];",
        ["nested branch measures the outer bit"] = "qubit[2] q; bit[2] c; bit[1] d; ry(0.9) q[0]; ry(0.7) q[1]; c = measure q; if (c[0]) { if (c[1]) { h q[0]; c[0] = measure q[0]; } ry(0.3) q[1]; } d[0] = measure q[1];",
        ["swap of three"] = "qubit[3] q; bit[3] c; h q[0]; rx(0.4) q[1]; cx q[0], q[1]; cx q[1], q[0]; rz(0.2) q[2]; cx q[0], q[1]; cx q[1], q[2]; ry(0.3) q[0]; cx q[0], q[1]; cx q[1], q[0]; cx q[0], q[1]; cx q[0], q[1]; c = measure q;",
        ["reset in a branch"] = "qubit[2] q; bit[2] c; h q[0]; ry(0.7) q[1]; c[0] = measure q[0]; if (!c[0]) { reset q[1]; } c[1] = measure q[1];",
        ["conditional reset idiom"] = "qubit q; bit[2] c; ry(0.8) q; c[0] = measure q; if (c[0]) { x q; } ry(0.3) q; c[1] = measure q;",
        ["mid circuit memory"] = "qubit io; qubit mem; bit[3] syn; for int i in [0:2] { rx(0.4) io; crx(0.9) mem, io; rx(0.6) mem; rx(0.2) io; syn[i] = measure io; reset io; }",
        ["functions and constants"] = "const float[64] a = sin(pi / 6) * 2; const int n = 2; qubit[n] q; bit[n] c; rx(arccos(0.2) * a) q[0]; rx(sqrt(2.0)) q[1]; cz q[0], q[1]; h q[0]; c = measure q;",
        ["shadowing"] = "float turn = 0.5; qubit[2] q; bit[2] c; rx(turn) q[0]; { float turn = 1.5; rx(turn) q[1]; } rx(turn) q[1]; c = measure q;",
        ["end"] = "qubit[2] q; bit[2] c; h q[0]; c[0] = measure q[0]; end; x q[1]; c[1] = measure q[1];",
        ["array values"] = "array[float[64], 3] turn = {0.1, 0.7, 1.3}; qubit[3] q; bit[3] c; for int i in [0:2] { ry(turn[i]) q[i]; } cx q[0], q[1]; c = measure q;",
        ["accumulated current"] = "qubit[4] q; bit[3] spike; bit[1] c; h q[0]; ry(0.6) q[1]; ry(1.9) q[2]; spike = measure q[0:2]; float[64] cur = 0.1; if (spike[0]) { cur += 0.4; } if (spike[1]) { cur -= 0.7; } if (spike[2]) { cur += 0.2; } if (cur > 0) { rx(pi * cur) q[3]; } c[0] = measure q[3];",
        ["counter"] = "qubit[3] q; bit[2] m; bit[1] c; uint[4] n = 0; h q[0]; h q[1]; m = measure q[0:1]; if (m[0]) { n += 1; } if (m[1]) { n += 1; } if (n == 2) { x q[2]; } else if (n == 1) { ry(0.3) q[2]; } c[0] = measure q[2];",
        ["assigned bits"] = "qubit[2] q; bit[4] c; h q[0]; c[0] = measure q[0]; c[1] = 1; c[2] = c[0]; c[3] = !c[0]; if (c[0]) { c[1] = 0; } ry(0.2) q[1];",
        ["assigned register"] = "qubit[2] q; bit[2] m; bit[2] c; h q; m = measure q; c = ~m; if (c == 2) { reset q[0]; } m = \"01\";",
        ["loop over a set"] = "qubit[4] q; bit[4] c; for int i in {3, 0, 2} { h q[i]; } cx q[3], q[1]; c = measure q;",
        ["negative index and range"] = "qubit[4] q; bit[4] c; h q[-1]; cx q[-1], q[0]; ry(0.3) q[1:2]; c[0:1] = measure q[0:1]; c[2] = measure q[2]; c[3] = measure q[-1];",
    }.ToDictionary(p => p.Key, p => Head + p.Value, StringComparer.Ordinal);
}
