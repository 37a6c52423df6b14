namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>The gates of OpenQASM 2's qelib1.inc, in the extended form tools use today, that the gate table has no row for.</summary>
internal static class Qelib1Library
{
    /// <summary>Names the library declares.</summary>
    public static IReadOnlyList<string> Names { get; } = ["u", "u0", "cu1", "cu3", "csx", "rccx", "rc3x", "c3x", "c3sqrtx", "c4x"];

    /// <summary>Their definitions.</summary>
    public const string Text = """
        gate u(theta, phi, lambda) q { u3(theta, phi, lambda) q; }
        gate u0(cycles) q { id q; }
        gate cu1(lambda) c, t { cp(lambda) c, t; }
        gate cu3(theta, phi, lambda) c, t { cu(theta, phi, lambda, 0) c, t; }
        gate csx c, t { ctrl @ sx c, t; }
        gate rccx a, b, c { h c; t c; cx b, c; tdg c; cx a, c; t c; cx b, c; tdg c; h c; }
        gate rc3x a, b, c, d {
          h d; t d; cx c, d; tdg d; h d;
          cx a, d; t d; cx b, d; tdg d; cx a, d; t d; cx b, d; tdg d;
          h d; t d; cx c, d; tdg d; h d;
        }
        gate c3x a, b, c, d { ctrl(3) @ x a, b, c, d; }
        gate c3sqrtx a, b, c, d { ctrl(3) @ sx a, b, c, d; }
        gate c4x a, b, c, d, e { ctrl(4) @ x a, b, c, d, e; }
        """;
}
