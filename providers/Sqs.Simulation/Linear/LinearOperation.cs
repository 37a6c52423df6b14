using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Linear;

/// <summary>
/// A gate, a channel or a measurement of a program without feed-forward. A reset needs no operation: it starts a new wire.
/// </summary>
/// <param name="Gate">The gate on wires, or null.</param>
/// <param name="Wire">The measured wire; -1 for gates and channels.</param>
/// <param name="RecordBit">The bit of the record that takes the outcome; -1 where it is dropped.</param>
internal readonly record struct LinearOperation(BoundGate? Gate, int Wire, int RecordBit)
{
    /// <summary>The channel on wires, or null.</summary>
    public ChannelInstruction? Channel { get; init; }

    /// <summary>How a measurement is misread, or null where it is not.</summary>
    public MisreadInstruction? Misread { get; init; }

    /// <summary>Whether this is a measurement.</summary>
    public bool IsMeasurement => Wire >= 0;

    /// <summary>The wires it touches: targets, then controls.</summary>
    /// <param name="index">Index below <see cref="WireCount"/>.</param>
    /// <returns>The wire.</returns>
    public int this[int index] => Channel is not null ? Channel.Qubits[index]
        : Gate is null ? Wire
        : index < Gate.Targets.Length ? Gate.Targets[index] : Gate.Controls[index - Gate.Targets.Length];

    /// <summary>Number of wires it touches.</summary>
    public int WireCount => Channel is not null ? Channel.Qubits.Length : Gate is null ? 1 : Gate.Targets.Length + Gate.Controls.Length;

    /// <summary>A channel.</summary>
    /// <param name="channel">The channel, its qubits being wires.</param>
    /// <returns>The operation.</returns>
    public static LinearOperation Of(ChannelInstruction channel) => new(null, -1, -1) { Channel = channel };

    /// <summary>The wires that some operations touch, in the order in which they first do.</summary>
    /// <param name="operations">The operations.</param>
    /// <returns>Each wire once.</returns>
    public static int[] Wires(IEnumerable<LinearOperation> operations) =>
        [.. operations.SelectMany(static operation => Enumerable.Range(0, operation.WireCount).Select(w => operation[w])).Distinct()];

    /// <summary>The inverse of a list of wires.</summary>
    /// <param name="wires">The wires.</param>
    /// <returns>By wire its index in the list.</returns>
    public static int[] Positions(int[] wires)
    {
        int[] positions = new int[1 + wires.Max()];
        for (int i = 0; i < wires.Length; i++)
            positions[wires[i]] = i;
        return positions;
    }
}
