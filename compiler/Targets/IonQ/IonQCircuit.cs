using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Targets.IonQ;

/// <summary>
/// A program as an IonQ circuit: a list of gates, after which every qubit is measured once. What is recorded where stays with the caller: qubit i of a
/// result has weight 2^i, and <see cref="QubitOfBit"/> turns it into the program's registers.
/// </summary>
/// <param name="Name">Name of the circuit.</param>
/// <param name="GateSet">Spelling.</param>
/// <param name="QubitCount">Number of qubits.</param>
/// <param name="Gates">The gates, in IonQ's JSON form.</param>
/// <param name="QubitOfBit">The qubit whose outcome each bit of the program takes, by flat bit index; -1 for a bit that stays 0.</param>
/// <param name="OneQubitGates">Number of gates on one qubit.</param>
/// <param name="TwoQubitGates">Number of gates on two qubits.</param>
public sealed record IonQCircuit(
    string Name,
    IonQGateSet GateSet,
    int QubitCount,
    JArray Gates,
    EquatableArray<int> QubitOfBit,
    int OneQubitGates,
    int TwoQubitGates)
{
    /// <summary>Writes a program.</summary>
    /// <param name="program">A program with measurements only at the end, without inputs and control flow.</param>
    /// <param name="gateSet">Spelling.</param>
    /// <param name="options">Choices, or null for the defaults.</param>
    /// <returns>The circuit, or null with the reasons why there is none.</returns>
    public static (IonQCircuit? Circuit, DiagnosticBag Diagnostics) Write(CircuitProgram program, IonQGateSet gateSet, IonQOptions? options = null) =>
        new IonQCircuitWriter(program, gateSet, options ?? new IonQOptions()).Write();

    /// <summary>The <c>input</c> object of a job of type <c>ionq.circuit.v1</c>.</summary>
    /// <returns>A new object.</returns>
    public JObject ToInput() => new()
    {
        ["gateset"] = SpellingOf(GateSet),
        ["qubits"] = QubitCount,
        ["circuit"] = Gates.DeepClone(),
    };

    /// <summary>The <c>input</c> object of a job of type <c>ionq.multi-circuit.v1</c>.</summary>
    /// <param name="circuits">At least one circuit, all of one spelling.</param>
    /// <returns>A new object.</returns>
    public static JObject ToInput(IReadOnlyList<IonQCircuit> circuits)
    {
        ArgumentNullException.ThrowIfNull(circuits);
        return new JObject
        {
            ["gateset"] = SpellingOf(circuits[0].GateSet),
            ["qubits"] = circuits.Max(c => c.QubitCount),
            ["circuits"] = new JArray(circuits.Select(c => new JObject { ["name"] = c.Name, ["qubits"] = c.QubitCount, ["circuit"] = c.Gates.DeepClone() })),
        };
    }

    private static string SpellingOf(IonQGateSet gateSet) => gateSet == IonQGateSet.Native ? "native" : "qis";
}
