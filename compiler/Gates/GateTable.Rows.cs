using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;

namespace Sqs.Compiler.Gates;

public static partial class GateTable
{
    private static ImmutableArray<StandardGate> Rows { get; } =
    [
        new("U", 3, 1, GateShape.Dense, a => GateMatrices.U(a[0], a[1], a[2]))
        {
            InverseName = "U",
            InverseAngles = [new(0, -1), new(2, -1), new(1, -1)],
            Library = GateLibrary.Language,
            Help = "General one-qubit gate of the language, with the phase exp(i theta/2).",
        },
        new("gphase", 1, 0, GateShape.Diagonal, a => [GateMatrices.Cis(a[0])])
        {
            InverseName = "gphase",
            InverseAngles = [new(0, -1)],
            Library = GateLibrary.Language,
            Help = "Global phase; matters once it is controlled.",
        },
        new("p", 1, 1, GateShape.Diagonal, a => GateMatrices.Phase(a[0]))
        {
            InverseName = "p",
            InverseAngles = [new(0, -1)],
            Aliases = ["phase"],
            Definition = "ctrl @ gphase(p0) q0;",
            Help = "Phase on |1>.",
        },
        new("x", 0, 1, GateShape.Monomial, _ => GateMatrices.X())
        {
            InverseName = "x",
            Definition = "gphase(-pi/2); U(pi, 0, pi) q0;",
            QisName = "x",
            Help = "Pauli X.",
        },
        new("y", 0, 1, GateShape.Monomial, _ => GateMatrices.Y())
        {
            InverseName = "y",
            Definition = "gphase(-pi/2); U(pi, pi/2, pi/2) q0;",
            QisName = "y",
            Help = "Pauli Y.",
        },
        new("z", 0, 1, GateShape.Diagonal, _ => GateMatrices.Diagonal(1, -1))
        {
            InverseName = "z",
            Definition = "p(pi) q0;",
            QisName = "z",
            Help = "Pauli Z.",
        },
        new("h", 0, 1, GateShape.Dense, _ => GateMatrices.H())
        {
            InverseName = "h",
            Definition = "gphase(-pi/4); U(pi/2, 0, pi) q0;",
            QisName = "h",
            Help = "Hadamard.",
        },
        new("s", 0, 1, GateShape.Diagonal, _ => GateMatrices.Diagonal(1, Complex.ImaginaryOne))
        {
            InverseName = "sdg",
            Definition = "p(pi/2) q0;",
            QisName = "s",
            Help = "Square root of Z.",
        },
        new("sdg", 0, 1, GateShape.Diagonal, _ => GateMatrices.Diagonal(1, -Complex.ImaginaryOne))
        {
            InverseName = "s",
            Definition = "p(-pi/2) q0;",
            QisName = "si",
            Help = "Inverse of s.",
        },
        new("t", 0, 1, GateShape.Diagonal, _ => GateMatrices.Phase(Math.PI / 4))
        {
            InverseName = "tdg",
            Definition = "p(pi/4) q0;",
            QisName = "t",
            Help = "Fourth root of Z.",
        },
        new("tdg", 0, 1, GateShape.Diagonal, _ => GateMatrices.Phase(-Math.PI / 4))
        {
            InverseName = "t",
            Definition = "p(-pi/4) q0;",
            QisName = "ti",
            Help = "Inverse of t.",
        },
        new("sx", 0, 1, GateShape.Dense, _ => GateMatrices.SquareRootX(1))
        {
            InverseName = "sxdg",
            Definition = "pow(1/2) @ x q0;",
            QisName = "v",
            Help = "Square root of X.",
        },
        new("rx", 1, 1, GateShape.Dense, a => GateMatrices.Rx(a[0]))
        {
            InverseName = "rx",
            InverseAngles = [new(0, -1)],
            Definition = "gphase(-p0/2); U(p0, -pi/2, pi/2) q0;",
            QisName = "rx",
            Help = "Rotation about X by an angle.",
        },
        new("ry", 1, 1, GateShape.Dense, a => GateMatrices.Ry(a[0]))
        {
            InverseName = "ry",
            InverseAngles = [new(0, -1)],
            Definition = "gphase(-p0/2); U(p0, 0, 0) q0;",
            QisName = "ry",
            Help = "Rotation about Y by an angle.",
        },
        new("rz", 1, 1, GateShape.Diagonal, a => GateMatrices.Rz(a[0]))
        {
            InverseName = "rz",
            InverseAngles = [new(0, -1)],
            Definition = "gphase(-p0/2); U(0, 0, p0) q0;",
            QisName = "rz",
            Help = "Rotation about Z by an angle.",
        },
        new("cx", 0, 2, GateShape.Monomial, _ => GateMatrices.Controlled(1, GateMatrices.X()))
        {
            InverseName = "cx",
            Aliases = ["CX"],
            ControlCount = 1,
            ControlledName = "x",
            Definition = "ctrl @ x q0, q1;",
            QisName = "cnot",
            Help = "Controlled X.",
        },
        new("cy", 0, 2, GateShape.Monomial, _ => GateMatrices.Controlled(1, GateMatrices.Y()))
        {
            InverseName = "cy",
            ControlCount = 1,
            ControlledName = "y",
            Definition = "ctrl @ y q0, q1;",
            Help = "Controlled Y.",
        },
        new("cz", 0, 2, GateShape.Diagonal, _ => GateMatrices.Controlled(1, GateMatrices.Diagonal(1, -1)))
        {
            InverseName = "cz",
            ControlCount = 1,
            ControlledName = "z",
            Definition = "ctrl @ z q0, q1;",
            Help = "Controlled Z.",
        },
        new("cp", 1, 2, GateShape.Diagonal, a => GateMatrices.Controlled(1, GateMatrices.Phase(a[0])))
        {
            InverseName = "cp",
            InverseAngles = [new(0, -1)],
            Aliases = ["cphase"],
            ControlCount = 1,
            ControlledName = "p",
            Definition = "ctrl @ p(p0) q0, q1;",
            Help = "Controlled phase.",
        },
        new("crx", 1, 2, GateShape.Dense, a => GateMatrices.Controlled(1, GateMatrices.Rx(a[0])))
        {
            InverseName = "crx",
            InverseAngles = [new(0, -1)],
            ControlCount = 1,
            ControlledName = "rx",
            Definition = "ctrl @ rx(p0) q0, q1;",
            Help = "Controlled rotation about X; period two turns.",
        },
        new("cry", 1, 2, GateShape.Dense, a => GateMatrices.Controlled(1, GateMatrices.Ry(a[0])))
        {
            InverseName = "cry",
            InverseAngles = [new(0, -1)],
            ControlCount = 1,
            ControlledName = "ry",
            Definition = "ctrl @ ry(p0) q0, q1;",
            Help = "Controlled rotation about Y; period two turns.",
        },
        new("crz", 1, 2, GateShape.Diagonal, a => GateMatrices.Controlled(1, GateMatrices.Rz(a[0])))
        {
            InverseName = "crz",
            InverseAngles = [new(0, -1)],
            ControlCount = 1,
            ControlledName = "rz",
            Definition = "ctrl @ rz(p0) q0, q1;",
            Help = "Controlled rotation about Z; period two turns.",
        },
        new("ch", 0, 2, GateShape.Dense, _ => GateMatrices.Controlled(1, GateMatrices.H()))
        {
            InverseName = "ch",
            ControlCount = 1,
            ControlledName = "h",
            Definition = "ctrl @ h q0, q1;",
            Help = "Controlled Hadamard.",
        },
        new("swap", 0, 2, GateShape.Monomial, _ => GateMatrices.Swap())
        {
            InverseName = "swap",
            Definition = "cx q0, q1; cx q1, q0; cx q0, q1;",
            QisName = "swap",
            Help = "Exchanges two qubits.",
        },
        new("ccx", 0, 3, GateShape.Monomial, _ => GateMatrices.Controlled(2, GateMatrices.X()))
        {
            InverseName = "ccx",
            ControlCount = 2,
            ControlledName = "x",
            Definition = "ctrl @ ctrl @ x q0, q1, q2;",
            Help = "X with two controls.",
        },
        new("cswap", 0, 3, GateShape.Monomial, _ => GateMatrices.Controlled(1, GateMatrices.Swap()))
        {
            InverseName = "cswap",
            ControlCount = 1,
            ControlledName = "swap",
            Definition = "ctrl @ swap q0, q1, q2;",
            Help = "Controlled swap.",
        },
        new("cu", 4, 2, GateShape.Dense, a => GateMatrices.Controlled(1, GateMatrices.Scale(GateMatrices.Cis(a[3] - (a[0] / 2)), GateMatrices.U(a[0], a[1], a[2]))))
        {
            InverseName = "cu",
            InverseAngles = [new(0, -1), new(2, -1), new(1, -1), new(3, -1)],
            Definition = "p(p3 - p0/2) q0; ctrl @ U(p0, p1, p2) q0, q1;",
            Help = "Controlled general gate with a relative phase.",
        },
        new("id", 0, 1, GateShape.Diagonal, _ => GateMatrices.Diagonal(1, 1))
        {
            InverseName = "id",
            Definition = "U(0, 0, 0) q0;",
            Help = "Identity.",
        },
        new("u1", 1, 1, GateShape.Diagonal, a => GateMatrices.Phase(a[0]))
        {
            InverseName = "u1",
            InverseAngles = [new(0, -1)],
            Definition = "U(0, 0, p0) q0;",
            Help = "Phase on |1>, the name of older programs.",
        },
        new("u2", 2, 1, GateShape.Dense, a => GateMatrices.U3(Math.PI / 2, a[0], a[1]))
        {
            InverseName = "u2",
            InverseAngles = [new(1, -1, -Math.PI), new(0, -1, Math.PI)],
            Definition = "gphase(-(p0 + p1 + pi/2)/2); U(pi/2, p0, p1) q0;",
            Help = "Half-angle one-qubit gate of older programs.",
        },
        new("u3", 3, 1, GateShape.Dense, a => GateMatrices.U3(a[0], a[1], a[2]))
        {
            InverseName = "u3",
            InverseAngles = [new(0, -1), new(2, -1), new(1, -1)],
            Definition = "gphase(-(p0 + p1 + p2)/2); U(p0, p1, p2) q0;",
            Help = "General one-qubit gate of older programs.",
        },
        new("sxdg", 0, 1, GateShape.Dense, _ => GateMatrices.SquareRootX(-1))
        {
            InverseName = "sx",
            Library = GateLibrary.Qelib1,
            Definition = "inv @ sx q0;",
            QisName = "vi",
            Help = "Inverse of sx.",
        },
        new("rxx", 1, 2, GateShape.Dense, a => GateMatrices.Rxx(a[0]))
        {
            InverseName = "rxx",
            InverseAngles = [new(0, -1)],
            Library = GateLibrary.Qelib1,
            Definition = "h q0; h q1; cx q0, q1; rz(p0) q1; cx q0, q1; h q1; h q0;",
            QisName = "xx",
            Help = "Two-qubit rotation about XX.",
        },
        new("ryy", 1, 2, GateShape.Dense, a => GateMatrices.Ryy(a[0]))
        {
            InverseName = "ryy",
            InverseAngles = [new(0, -1)],
            Library = GateLibrary.Qelib1,
            Definition = "rx(pi/2) q0; rx(pi/2) q1; cx q0, q1; rz(p0) q1; cx q0, q1; rx(-pi/2) q1; rx(-pi/2) q0;",
            QisName = "yy",
            Help = "Two-qubit rotation about YY.",
        },
        new("rzz", 1, 2, GateShape.Diagonal, a => GateMatrices.Rzz(a[0]))
        {
            InverseName = "rzz",
            InverseAngles = [new(0, -1)],
            Library = GateLibrary.Qelib1,
            Definition = "cx q0, q1; rz(p0) q1; cx q0, q1;",
            QisName = "zz",
            Help = "Two-qubit rotation about ZZ.",
        },
        new("gpi", 1, 1, GateShape.Monomial, a => GateMatrices.GPi(a[0]))
        {
            InverseName = "gpi",
            Library = GateLibrary.Native,
            Definition = "rz(-2*p0) q0; x q0;",
            Help = "IonQ native half turn about an equatorial axis; angle in radians here.",
        },
        new("gpi2", 1, 1, GateShape.Dense, a => GateMatrices.GPi2(a[0]))
        {
            InverseName = "gpi2",
            InverseAngles = [new(0, 1, Math.PI)],
            Library = GateLibrary.Native,
            Definition = "rz(-p0) q0; rx(pi/2) q0; rz(p0) q0;",
            Help = "IonQ native quarter turn about an equatorial axis; angle in radians here.",
        },
        new("ms", 3, 2, GateShape.Dense, a => GateMatrices.Ms(a[0], a[1], a[2]))
        {
            InverseName = "ms",
            InverseAngles = [new(0), new(1), new(2, -1)],
            Library = GateLibrary.Native,
            Definition = "rz(-p0) q0; rz(-p1) q1; h q0; h q1; cx q0, q1; rz(p2) q1; cx q0, q1; h q1; h q0; rz(p0) q0; rz(p1) q1;",
            Help = "IonQ native Molmer-Sorensen gate; angles in radians here.",
        },
    ];

    // Declared behind the rows: static initialisers run in the order of the text.
    private static readonly FrozenDictionary<string, StandardGate> ByName = Index();
}
