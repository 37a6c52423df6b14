using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Targets.IonQ;

/// <summary>Writes one program as an IonQ circuit (API v0.4, <c>ionq.circuit.v1</c>).</summary>
internal sealed class IonQCircuitWriter(CircuitProgram program, IonQGateSet gateSet, IonQOptions options)
{
    private readonly DiagnosticBag _diagnostics = [];
    private readonly JArray _gates = [];
    private int _oneQubitGates;
    private int _twoQubitGates;

    public (IonQCircuit? Circuit, DiagnosticBag Diagnostics) Write()
    {
        _diagnostics.AddRange(new NoInputsPredicate().Violations(program));
        _diagnostics.AddRange(new TerminalMeasurementPredicate().Violations(program));
        int[] qubitOfBit = new int[program.BitCount];
        Array.Fill(qubitOfBit, -1);
        foreach (Operation operation in program.Body.Operations)
        {
            switch (operation)
            {
                case GateOperation gate when gate.Qubits.All(q => q.IsStatic):
                    Append(gate);
                    break;
                case MeasureOperation { Qubit.IsStatic: true } measure when measure.Target is null or { IsStatic: true }:
                    if (measure.Target is { } bit)
                        qubitOfBit[bit.Index] = measure.Qubit.Index;
                    break;
                case BarrierOperation or DelayOperation:
                    break;
                default:
                    Refuse(operation, OperationNames.Of(operation));
                    break;
            }
        }

        if (_diagnostics.HasErrors)
            return (null, _diagnostics);
        return (new IonQCircuit(program.Name.Text, gateSet, program.QubitCount, _gates, [.. qubitOfBit], _oneQubitGates, _twoQubitGates), _diagnostics);
    }

    private void Append(GateOperation operation)
    {
        JObject? gate = operation.Gate is StandardGate standard && TryReadAngles(operation, out double[] angles)
            ? gateSet == IonQGateSet.Native ? WriteNative(operation, standard, angles) : WriteQis(operation, standard, angles)
            : null;
        if (gate is null)
        {
            Refuse(operation, $"the gate {operation.Gate.Name}{(operation.Modifiers.IsEmpty ? string.Empty : " with modifiers")}");
            return;
        }

        if (!gate.HasValues)
            return;
        _gates.Add(gate);
        if (operation.Qubits.Count == 1)
            _oneQubitGates++;
        else
            _twoQubitGates++;
    }

    // Global phases and identities have no place in a circuit: they write an empty object, which is dropped.
    private static JObject? WriteQis(GateOperation operation, StandardGate gate, double[] angles)
    {
        if (operation.Modifiers.Any(m => m.Kind != GateModifierKind.Control))
            return null;
        int controls = operation.Modifiers.Count;
        if (gate.Name is "id" or "gphase" && controls == 0)
            return [];
        if (gate.ControlCount > 0 && gate.QisName is null)
        {
            controls += gate.ControlCount;
            gate = GateTable.Find(gate.ControlledName!);
        }

        string? name = gate.Name is "p" or "u1" ? "z" : gate.QisName;
        if (name is null)
            return null;
        var json = new JObject { ["gate"] = name };
        int[] qubits = [.. operation.Qubits.Select(q => q.Index)];
        if (name == "cnot")
            controls++;
        Put(json, "control", qubits[..controls]);
        Put(json, "target", qubits[controls..]);
        if (angles.Length == 1)
            json["rotation"] = angles[0];
        return json;
    }

    private JObject? WriteNative(GateOperation operation, StandardGate gate, double[] angles)
    {
        if (!operation.Modifiers.IsEmpty)
            return null;
        int[] qubits = [.. operation.Qubits.Select(q => q.Index)];
        switch (gate.Name)
        {
            case "id" or "gphase":
                return [];
            case "gpi" or "gpi2":
                return new JObject { ["gate"] = gate.Name, ["target"] = qubits[0], ["phase"] = Turns(angles[0]) };
            case "ms":
                return new JObject { ["gate"] = "ms", ["targets"] = new JArray(qubits), ["phases"] = new JArray(Turns(angles[0]), Turns(angles[1])), ["angle"] = Turns(angles[2]) };
            case "rzz":
                return new JObject { ["gate"] = "zz", ["targets"] = new JArray(qubits), [options.ZzAngleKey] = Turns(angles[0]) };
            default:
                return null;
        }
    }

    private static void Put(JObject json, string key, int[] qubits)
    {
        if (qubits.Length == 1)
            json[key] = qubits[0];
        else if (qubits.Length > 1)
            json[key + "s"] = new JArray(qubits);
    }

    private static double Turns(double radians) => radians / Math.Tau;

    private static bool TryReadAngles(GateOperation operation, out double[] angles)
    {
        angles = new double[operation.Angles.Count];
        for (int i = 0; i < angles.Length; i++)
        {
            Expression angle = operation.Angles[i];
            if (!angle.TryGetConstant(out angles[i]))
                return false;
        }

        return true;
    }

    private void Refuse(Operation operation, string what) =>
        _diagnostics.Report(TargetDiagnostics.NotAnIonQCircuit, operation.Origin?.Span ?? SourceSpan.None, what);
}
