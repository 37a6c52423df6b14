using Sqs.Simulation.Batched;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>The spikes of a node in one channel with a delay, as lists: one row a train and step, trains outside.</summary>
/// <param name="node">The node: inputs first, then populations.</param>
/// <param name="delay">Steps the spikes are late.</param>
/// <param name="lines">Number of lines of the node.</param>
/// <param name="channel">The channel.</param>
/// <param name="channels">Number of channels of the node.</param>
internal sealed class BatchedEvents(int node, int delay, int lines, int channel, int channels)
{
    private readonly ulong[] _row = new ulong[(lines + 63) >> 6];

    /// <summary>The lines that spike, by row.</summary>
    public EventLists ByRow { get; } = new();

    /// <summary>The rows in which a line spikes, by line.</summary>
    public EventLists ByLine { get; } = new();

    /// <summary>Whether this is about a node.</summary>
    /// <param name="otherNode">The node.</param>
    /// <param name="otherDelay">The delay.</param>
    /// <param name="otherChannel">The channel.</param>
    /// <returns>Whether all are the same.</returns>
    public bool Is(int otherNode, int otherDelay, int otherChannel) => node == otherNode && delay == otherDelay && channel == otherChannel;

    /// <summary>Reads the spikes.</summary>
    /// <param name="trains">The spikes.</param>
    /// <param name="count">Number of trains.</param>
    /// <param name="steps">Number of steps.</param>
    public void Read(NetworkTrains trains, int count, int steps)
    {
        ByRow.Clear();
        for (int train = 0; train < count; train++)
        {
            for (int step = 0; step < steps; step++)
                ByRow.Add(OfChannel(trains.Row(node, train, step - delay)));
        }
    }

    /// <summary>Turns the lists around, for gradients by weights.</summary>
    public void Transpose() => ByLine.Transpose(ByRow, lines);

    private ReadOnlySpan<ulong> OfChannel(ReadOnlySpan<ulong> row)
    {
        if (channels == 1 || row.IsEmpty)
            return row;
        Array.Clear(_row);
        for (int line = 0; line < lines; line++)
        {
            int bit = (line * channels) + channel;
            _row[line >> 6] |= (row[bit >> 6] >> (bit & 63) & 1) << (line & 63);
        }

        return _row;
    }
}
