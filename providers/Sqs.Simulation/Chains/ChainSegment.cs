using Sqs.Simulation.Kraus;

namespace Sqs.Simulation.Chains;

/// <summary>
/// Gates and the measurements behind them as one operator for every outcome. The operators stand on top of one another: entry (column, outcome *
/// OutDimension + row), so that one pass over the columns gives the unnormalised next state of every outcome.
/// </summary>
internal sealed class ChainSegment
{
    /// <summary>Reads the operators off a contraction.</summary>
    /// <param name="contraction">The contracted gates; its inputs are the wires alive before.</param>
    /// <param name="closed">Positions of the measured wires, the first being bit 0 of an outcome.</param>
    /// <param name="recordBits">The bit of the record that takes each; -1 where it is dropped.</param>
    /// <param name="alive">Positions of the wires alive afterwards, the first least significant. A measured wire may stay alive.</param>
    public ChainSegment(KrausContraction contraction, int[] closed, int[] recordBits, int[] alive)
    {
        RecordBits = recordBits;
        Outcomes = 1 << closed.Length;
        Width = contraction.Qubits;
        InDimension = 1 << contraction.Inputs;
        OutDimension = 1 << alive.Length;
        Rows = Outcomes * OutDimension;
        Re = new double[InDimension * Rows];
        Im = new double[InDimension * Rows];
        for (int column = 0; column < InDimension; column++)
        {
            for (int source = 0; source < 1 << contraction.Qubits; source++)
            {
                int row = Gather(source, alive) | (Gather(source, closed) << alive.Length);
                System.Numerics.Complex entry = contraction[source, column];
                Re[(column * Rows) + row] = entry.Real;
                Im[(column * Rows) + row] = entry.Imaginary;
            }
        }
    }

    /// <summary>Number of wires alive within the segment.</summary>
    public int Width { get; }

    /// <summary>Dimension of the state before.</summary>
    public int InDimension { get; }

    /// <summary>Dimension of the state after.</summary>
    public int OutDimension { get; }

    /// <summary>Number of outcomes.</summary>
    public int Outcomes { get; }

    /// <summary>Outcomes times dimension of the state after.</summary>
    public int Rows { get; }

    /// <summary>The bit of the record that takes each bit of an outcome; -1 where it is dropped.</summary>
    public int[] RecordBits { get; }

    /// <summary>Real parts, column after column.</summary>
    public double[] Re { get; }

    /// <summary>Imaginary parts, column after column.</summary>
    public double[] Im { get; }

    /// <summary>Writes an outcome into a record.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="record">The record; its bits of this segment are 0 before.</param>
    public void Write(int outcome, Span<ulong> record)
    {
        for (int i = 0; i < RecordBits.Length; i++)
        {
            int bit = RecordBits[i];
            if (bit >= 0)
                record[bit >> 6] |= (ulong)((outcome >> i) & 1) << (bit & 63);
        }
    }

    /// <summary>Takes an outcome out of a record again.</summary>
    /// <param name="record">The record.</param>
    public void Erase(Span<ulong> record)
    {
        foreach (int bit in RecordBits)
        {
            if (bit >= 0)
                record[bit >> 6] &= ~(1UL << (bit & 63));
        }
    }

    private static int Gather(int index, int[] positions)
    {
        int pattern = 0;
        for (int i = 0; i < positions.Length; i++)
            pattern |= ((index >> positions[i]) & 1) << i;
        return pattern;
    }
}
