namespace Sqs.Compiler.Neurons.Ansaetze;

/// <summary>Angle names of layered ansätze: <c>x</c> and <c>z</c> rotations, then the links, numbered by layer and qubit.</summary>
internal static class HardwareEfficientNames
{
    /// <summary>The names of one layer's rotations.</summary>
    /// <param name="layer">Layer, from 0.</param>
    /// <param name="qubits">Number of qubits.</param>
    /// <returns>For each qubit <c>xLAYER_QUBIT</c> and <c>zLAYER_QUBIT</c>.</returns>
    public static IEnumerable<string> Rotations(int layer, int qubits) =>
        Enumerable.Range(0, qubits).SelectMany(q => new[] { FormattableString.Invariant($"x{layer}_{q}"), FormattableString.Invariant($"z{layer}_{q}") });

    /// <summary>The name of a controlled rotation.</summary>
    /// <param name="layer">Layer, from 0.</param>
    /// <param name="control">Index of the control.</param>
    /// <param name="target">Index of the target.</param>
    /// <returns><c>cLAYER_CONTROL_TARGET</c>.</returns>
    public static string Link(int layer, int control, int target) => FormattableString.Invariant($"c{layer}_{control}_{target}");
}
