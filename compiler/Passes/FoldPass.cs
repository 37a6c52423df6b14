using System.Collections.Immutable;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Passes.Rewriting;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Computes constant expressions, brings constant rotation angles into (-2 pi, 2 pi], removes rotations that do nothing (no spike, no gate), takes
/// the side of a branch whose condition is known, and drops empty branches and global phases. Angles are not rounded: a rotation goes only when its
/// angle is exactly a multiple of its period.
/// </summary>
public sealed class FoldPass : CircuitPass
{
    private const double FourPi = 4 * Math.PI;

    // Rotations have the half angle in their matrix: their period is two turns, and one turn is a global phase unless they are controlled.
    private static readonly ImmutableHashSet<string> Rotations = ["rx", "ry", "rz", "rxx", "ryy", "rzz"];
    private static readonly ImmutableHashSet<string> ControlledRotations = ["crx", "cry", "crz"];
    private static readonly ImmutableHashSet<string> Phases = ["p", "cp", "u1"];

    /// <inheritdoc/>
    public override string Name => "fold";

    /// <inheritdoc/>
    public override string Purpose => "Computes constants and removes what does nothing.";

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        Block body = program.Body.Rewrite((operation, result) => Fold(operation.MapExpressions(e => e.Fold()), result, context));
        return ReferenceEquals(body, program.Body) ? program : program with { Body = body };
    }

    private static void Fold(Operation operation, ImmutableArray<Operation>.Builder result, PassContext context)
    {
        switch (operation)
        {
            case GateOperation gate when DoesNothing(gate):
                context.Count("gates removed");
                break;
            case GateOperation gate:
                result.Add(Reduce(gate, context));
                break;
            case IfOperation { Condition: ConstantExpression constant } branch:
                context.Count("branches decided");
                Block? taken = Ir.Evaluation.ClassicalConversion.IsTrue(constant.Value) ? branch.Then : branch.Else;
                result.AddRange(taken?.Operations.AsImmutableArray() ?? []);
                break;
            case IfOperation { Then.Operations.IsEmpty: true, Else: null or { Operations.IsEmpty: true } }:
                context.Count("empty branches removed");
                break;
            case IfOperation { Else.Operations.IsEmpty: true } branch:
                result.Add(branch with { Else = null });
                break;
            default:
                result.Add(operation);
                break;
        }
    }

    private static bool DoesNothing(GateOperation gate)
    {
        if (gate.Gate is not StandardGate standard)
            return false;
        if (gate.Gate.Name == "gphase")
            return !gate.Modifiers.Any(m => m.IsControl);
        if (gate.Angles.IsEmpty || !gate.Angles[0].TryGetConstant(out double angle))
            return false;
        if (Phases.Contains(standard.Name))
            return Math.IEEERemainder(angle, Math.Tau) == 0;
        if (Rotations.Contains(standard.Name))
            return Math.IEEERemainder(angle, gate.Modifiers.IsEmpty ? Math.Tau : FourPi) == 0;
        return ControlledRotations.Contains(standard.Name) && Math.IEEERemainder(angle, FourPi) == 0;
    }

    private static GateOperation Reduce(GateOperation gate, PassContext context)
    {
        string name = gate.Gate.Name;
        if (!(Rotations.Contains(name) || ControlledRotations.Contains(name)) || gate.Gate is not StandardGate
            || gate.Angles[0] is not ConstantExpression constant || !gate.Angles[0].TryGetConstant(out double angle) || Math.Abs(angle) <= Math.Tau)
        {
            return gate;
        }

        context.Count("angles reduced");
        double reduced = Math.IEEERemainder(angle, FourPi);
        ClassicalValue value = constant.Type == ClassicalType.Angle ? ClassicalValue.Angle(reduced) : ClassicalValue.Float(reduced);
        return gate with { Angles = [new ConstantExpression(value)] };
    }
}
