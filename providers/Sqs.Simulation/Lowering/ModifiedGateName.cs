using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Simulation.Lowering;

/// <summary>
/// The name of a gate under modifiers, by which noise is looked up: the gate of the table that is the same, so that <c>ctrl @ x</c> has the noise of
/// <c>cx</c> and <c>inv @ s</c> that of <c>sdg</c>. A control that acts at 0 counts like one that acts at 1, a power has the noise of its gate once.
/// </summary>
internal static class ModifiedGateName
{
    private const string GlobalPhase = "gphase";
    private const string Phase = "p";

    /// <summary>Finds the name.</summary>
    /// <param name="gate">The gate under the modifiers.</param>
    /// <param name="modifiers">The modifiers.</param>
    /// <returns>A name of the gate table or of a definition; null where no gate of the table has as many controls.</returns>
    public static string? Of(Gate gate, ReadOnlySpan<GateModifier> modifiers)
    {
        int controls = 0;
        bool isInverse = false;
        foreach (GateModifier modifier in modifiers)
        {
            controls += modifier.IsControl ? 1 : 0;
            isInverse ^= modifier.Kind == GateModifierKind.Inverse;
        }

        if (gate is not StandardGate standard)
            return controls == 0 ? gate.Name : null;
        StandardGate inner = standard.ControlledName is { } name ? GateTable.Find(name) : standard;
        string innerName = isInverse ? inner.InverseName : inner.Name;
        controls += standard.ControlledName is null ? 0 : standard.ControlCount;
        if (innerName == GlobalPhase && controls > 0)
            (innerName, controls) = (Phase, controls - 1);
        return controls == 0 ? innerName : GateTable.All.FirstOrDefault(g => g.ControlledName == innerName && g.ControlCount == controls)?.Name;
    }
}
