using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Lowering.Unitaries;

namespace Sqs.Simulation.Lowering;

/// <summary>
/// Expands gates with definitions and modifiers into gates of the table with controls. A modifier of a defined gate goes to every
/// gate of its body: a control as it is, an inverse in reverse order, a whole power as a repetition. Only a fractional power needs
/// the matrix of the whole body.
/// </summary>
internal static class GateExpansion
{
    private const int MaximumPowerQubits = 6;
    private const double LargestRepetition = 4096;

    /// <summary>Gates the definitions of one program may expand to; definitions that double from one to the next reach any number.</summary>
    public const long MaximumGates = 1 << 23;

    private static readonly GateModifier Inverse = new(GateModifierKind.Inverse);

    /// <summary>Expands a gate.</summary>
    /// <param name="operation">The gate.</param>
    /// <param name="output">Receives gates of the table in order.</param>
    /// <param name="remaining">Gates that definitions may still expand to; counted down.</param>
    /// <exception cref="DiagnosticException">A fractional power of a gate on too many qubits, or an expansion without end.</exception>
    public static void Expand(GateOperation operation, List<Instruction> output, ref long remaining)
    {
        if (operation.Gate is not CompositeGate composite)
        {
            Emit(operation, new TableUnitary((StandardGate)operation.Gate, operation.Angles), operation.Modifiers.Count, output);
            return;
        }

        // The innermost modifier stands last; it is applied to the body, and the rest stays on every gate.
        List<GateOperation> gates = Instantiate(composite, operation);
        Count(composite, operation, gates.Count, ref remaining);
        for (int i = operation.Modifiers.Count - 1, control = ControlCount(operation) - 1; i >= 0; i--)
        {
            GateModifier modifier = operation.Modifiers[i];
            switch (modifier.Kind)
            {
                case GateModifierKind.Inverse:
                    gates.Reverse();
                    gates = gates.ConvertAll(static g => Modify(g, Inverse));
                    break;
                case GateModifierKind.Power when WholeExponent(modifier) is { } count:
                    Count(composite, operation, (long)gates.Count * Math.Abs(count), ref remaining);
                    gates = Repeat(gates, count);
                    break;
                case GateModifierKind.Power:
                    Emit(operation, Product(composite, operation, i + 1, ref remaining), i + 1, output);
                    return;
                default:
                    QubitOperand qubit = operation.Qubits[control--];
                    gates = gates.ConvertAll(g => Modify(g, modifier, qubit));
                    break;
            }
        }

        foreach (GateOperation gate in gates)
            Expand(gate, output, ref remaining);
    }

    // A definition with an empty body counts as well: a tree of them has no gates, yet as many calls.
    private static void Count(CompositeGate composite, GateOperation operation, long gates, ref long remaining)
    {
        remaining -= gates + 1;
        if (remaining < 0)
            throw new DiagnosticException(SimulationDiagnostics.ExpansionTooLarge.At(operation.Origin?.Span ?? SourceSpan.None, composite.Name, MaximumGates));
    }

    private static int ControlCount(GateOperation operation) => operation.Qubits.Count - operation.Gate.QubitCount;

    private static int? WholeExponent(GateModifier modifier) =>
        modifier.Exponent!.TryGetConstant(out double value) && value == Math.Floor(value) && Math.Abs(value) <= LargestRepetition ? (int)value : null;

    private static List<GateOperation> Repeat(List<GateOperation> gates, int count)
    {
        if (count < 0)
        {
            gates.Reverse();
            gates = gates.ConvertAll(static g => Modify(g, Inverse));
        }

        var repeated = new List<GateOperation>(gates.Count * Math.Abs(count));
        for (int i = 0; i < Math.Abs(count); i++)
            repeated.AddRange(gates);
        return repeated;
    }

    private static GateOperation Modify(GateOperation gate, GateModifier modifier, QubitOperand? control = null) => gate with
    {
        Modifiers = [modifier, .. gate.Modifiers],
        Qubits = control is { } qubit ? [qubit, .. gate.Qubits] : gate.Qubits,
    };

    // The body with the operation's own qubits and angles in place of its operands and parameters.
    private static List<GateOperation> Instantiate(CompositeGate composite, GateOperation operation)
    {
        int controls = ControlCount(operation);
        var gates = new List<GateOperation>();
        foreach (Operation part in composite.Body.Operations)
        {
            if (part is not GateOperation gate)
                continue;
            gates.Add(gate with
            {
                Angles = gate.Angles.Select(a => Substitute(a, operation.Angles)).ToEquatableArray(),
                Qubits = gate.Qubits.Select(q => operation.Qubits[controls + q.Index]).ToEquatableArray(),
                Modifiers = gate.Modifiers
                    .Select(m => m.Exponent is null ? m : m with { Exponent = Substitute(m.Exponent, operation.Angles) }).ToEquatableArray(),
                Origin = operation.Origin,
            });
        }

        return gates;
    }

    private static Expression Substitute(Expression expression, EquatableArray<Expression> values) => expression switch
    {
        GateParameterExpression parameter => values[parameter.Index],
        UnaryExpression unary => unary with { Operand = Substitute(unary.Operand, values) },
        BinaryExpression binary => binary with { Left = Substitute(binary.Left, values), Right = Substitute(binary.Right, values) },
        CastExpression cast => cast with { Operand = Substitute(cast.Operand, values) },
        CallExpression call => call with { Arguments = call.Arguments.Select(a => Substitute(a, values)).ToEquatableArray() },
        _ => expression,
    };

    // The definition with the modifiers behind a position multiplied out, controls of those modifiers included.
    private static ProductUnitary Product(CompositeGate composite, GateOperation operation, int from, ref long remaining)
    {
        EquatableArray<GateModifier> inner = [.. operation.Modifiers.AsSpan()[from..]];
        int qubits = composite.QubitCount + inner.Count(static m => m.IsControl);
        if (qubits > MaximumPowerQubits)
        {
            throw new DiagnosticException(SimulationDiagnostics.PowerTooWide.At(
                operation.Origin?.Span ?? SourceSpan.None, composite.Name, qubits, MaximumPowerQubits));
        }

        var expanded = new List<Instruction>();
        Expand(
            operation with
            {
                Modifiers = inner,
                Qubits = Enumerable.Range(0, qubits).Select(static q => (QubitOperand)q).ToEquatableArray(),
            },
            expanded,
            ref remaining);
        return new ProductUnitary(composite.Name, [.. expanded.Cast<UnitaryInstruction>()], qubits);
    }

    // A unitary under the first `modifiers` modifiers of an operation. Powers and inverses of a controlled gate are the controlled
    // powers and inverses, so controls and matrix separate.
    private static void Emit(GateOperation operation, Unitary unitary, int modifiers, List<Instruction> output)
    {
        int controlCount = operation.Qubits.Count - unitary.QubitCount;
        ulong pattern = 0;
        for (int i = modifiers - 1, control = controlCount; i >= 0; i--)
        {
            GateModifier modifier = operation.Modifiers[i];
            switch (modifier.Kind)
            {
                case GateModifierKind.Inverse:
                    unitary = new InverseUnitary(unitary);
                    break;
                case GateModifierKind.Power:
                    unitary = new PowerUnitary(unitary, modifier.Exponent!);
                    break;
                default:
                    control--;
                    pattern |= modifier.Kind == GateModifierKind.Control ? 1UL << control : 0;
                    break;
            }
        }

        QubitOperand[] controls = [.. operation.Qubits.AsSpan()[..controlCount]];
        QubitOperand[] targets = [.. operation.Qubits.AsSpan()[controlCount..]];
        SplitTableControls(operation, modifiers, ref unitary, ref controls, ref pattern, ref targets);
        if (targets.Length == 0)
        {
            // A global phase has no effect of its own; under a control it is a phase of that control.
            if (controls.Length == 0)
                return;
            targets = [controls[^1]];
            controls = controls[..^1];
            unitary = new PhaseUnitary(unitary, ((pattern >> controls.Length) & 1) != 0);
            pattern &= (1UL << controls.Length) - 1;
        }

        output.Add(new UnitaryInstruction(ModifiedGateName.Of(operation.Gate, operation.Modifiers.AsSpan()[..modifiers]), unitary, controls, pattern, targets, operation.Origin));
    }

    // A table gate that is itself a controlled gate shows its controls, which the state exploits; its matrix is that of the inner gate.
    private static void SplitTableControls(
        GateOperation operation, int modifiers, ref Unitary unitary, ref QubitOperand[] controls, ref ulong pattern, ref QubitOperand[] targets)
    {
        if (operation.Gate is not StandardGate { ControlCount: > 0 } gate || gate.ControlledName is null || modifiers != operation.Modifiers.Count)
            return;
        Unitary inner = new TableUnitary(GateTable.Find(gate.ControlledName), operation.Angles);
        for (int i = modifiers - 1; i >= 0; i--)
        {
            inner = operation.Modifiers[i].Kind switch
            {
                GateModifierKind.Inverse => new InverseUnitary(inner),
                GateModifierKind.Power => new PowerUnitary(inner, operation.Modifiers[i].Exponent!),
                _ => inner,
            };
        }

        for (int i = 0; i < gate.ControlCount; i++)
            pattern |= 1UL << (controls.Length + i);
        controls = [.. controls, .. targets[..gate.ControlCount]];
        targets = targets[gate.ControlCount..];
        unitary = inner;
    }
}
