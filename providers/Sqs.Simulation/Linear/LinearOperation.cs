using Sqs.Simulation.Lowering;

namespace Sqs.Simulation.Linear;

/// <summary>A gate, or a measurement, of a program without feed-forward. A reset needs no operation: it starts a new wire.</summary>
/// <param name="Gate">The gate on wires, or null for a measurement.</param>
/// <param name="Wire">The measured wire; -1 for a gate.</param>
/// <param name="RecordBit">The bit of the record that takes the outcome; -1 where it is dropped.</param>
internal readonly record struct LinearOperation(BoundGate? Gate, int Wire, int RecordBit)
{
    /// <summary>The wires it touches: targets, then controls.</summary>
    /// <param name="index">Index below <see cref="WireCount"/>.</param>
    /// <returns>The wire.</returns>
    public int this[int index] => Gate is null ? Wire : index < Gate.Targets.Length ? Gate.Targets[index] : Gate.Controls[index - Gate.Targets.Length];

    /// <summary>Number of wires it touches.</summary>
    public int WireCount => Gate is null ? 1 : Gate.Targets.Length + Gate.Controls.Length;
}
