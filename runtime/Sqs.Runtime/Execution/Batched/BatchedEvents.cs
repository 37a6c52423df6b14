using Sqs.Simulation.Batched;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>The spikes of a node with a delay, as lists: one row a train and step, trains outside.</summary>
/// <param name="node">The node: inputs first, then populations.</param>
/// <param name="delay">Steps the spikes are late.</param>
/// <param name="lines">Number of lines of the node.</param>
internal sealed class BatchedEvents(int node, int delay, int lines)
{
    /// <summary>The lines that spike, by row.</summary>
    public EventLists ByRow { get; } = new();

    /// <summary>The rows in which a line spikes, by line.</summary>
    public EventLists ByLine { get; } = new();

    /// <summary>Whether this is about a node.</summary>
    /// <param name="otherNode">The node.</param>
    /// <param name="otherDelay">The delay.</param>
    /// <returns>Whether both are the same.</returns>
    public bool Is(int otherNode, int otherDelay) => node == otherNode && delay == otherDelay;

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
                ByRow.Add(trains.Row(node, train, step - delay));
        }
    }

    /// <summary>Turns the lists around, for gradients by weights.</summary>
    public void Transpose() => ByLine.Transpose(ByRow, lines);
}
