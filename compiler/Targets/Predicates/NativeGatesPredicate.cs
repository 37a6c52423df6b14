using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>Only certain gates, without modifiers, with angles in range.</summary>
/// <param name="Gates">The gates.</param>
public sealed record NativeGatesPredicate(EquatableArray<NativeGate> Gates) : ProgramPredicate
{
    private readonly Dictionary<string, NativeGate> _byName = Gates.ToDictionary(g => g.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "native-gates";

    /// <inheritdoc/>
    public override string Description => $"only the gates {string.Join(", ", Gates.Select(g => g.Name))}, without modifiers";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program)
    {
        foreach (GateOperation gate in program.Body.DescendantOperations().OfType<GateOperation>())
        {
            if (gate.Gate is not StandardGate || !_byName.TryGetValue(gate.Gate.Name, out NativeGate? native))
            {
                yield return At(TargetDiagnostics.GateNotNative, gate, gate.Gate.Name, string.Join(", ", Gates.Select(g => g.Name)));
                continue;
            }

            if (!gate.Modifiers.IsEmpty)
                yield return At(TargetDiagnostics.ModifierNotNative, gate, gate.Gate.Name);
            foreach (Expression angle in gate.Angles)
            {
                bool isLimited = native.MinimumAngle is not null || native.MaximumAngle is not null;
                if (isLimited && !(angle.TryGetConstant(out double value) && native.Accepts(value)))
                    yield return At(TargetDiagnostics.AngleOutOfRange, gate, gate.Gate.Name, angle.TryGetConstant(out value) ? value : "known only at run time", native.MinimumAngle, native.MaximumAngle);
            }
        }
    }

    /// <inheritdoc/>
    public override bool Implies(ProgramPredicate other) =>
        Equals(other) || (other is NativeGatesPredicate wider && Gates.All(g => wider.Gates.Contains(g)));

    /// <summary>Equality by the gates.</summary>
    /// <param name="other">The other predicate.</param>
    /// <returns>Whether both take the same gates.</returns>
    public bool Equals(NativeGatesPredicate? other) => other is not null && Gates == other.Gates;

    /// <inheritdoc/>
    public override int GetHashCode() => Gates.GetHashCode();
}
