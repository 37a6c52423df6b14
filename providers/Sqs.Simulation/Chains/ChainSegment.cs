using System.Numerics;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Kraus;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Chains;

/// <summary>
/// Operations and the measurements behind them as one operator for every outcome. The operators stand on top of one another: entry (column,
/// outcome * OutDimension + row), so that one pass over the columns gives the unnormalised next state of every outcome. A state is a vector of
/// amplitudes, or with noise a density matrix as a vector: row indices least significant, then column indices.
/// </summary>
internal sealed class ChainSegment
{
    private ChainSegment(int width, int inDimension, int outcomes, int outDimension, int traceStride, int[] recordBits)
    {
        RecordBits = recordBits;
        Outcomes = outcomes;
        Width = width;
        InDimension = inDimension;
        OutDimension = outDimension;
        TraceStride = traceStride;
        Rows = outcomes * outDimension;
        Re = new double[inDimension * Rows];
        Im = new double[inDimension * Rows];
        Effects = OutcomeEffects.Pays(this) ? new Lazy<OutcomeEffects>(() => new OutcomeEffects(this)) : null;
    }

    /// <summary>Reads the operators on amplitudes off a contraction.</summary>
    /// <param name="contraction">The contracted gates; its inputs are the wires alive before.</param>
    /// <param name="closed">Positions of the measured wires, the first being bit 0 of an outcome.</param>
    /// <param name="recordBits">The bit of the record that takes each; -1 where it is dropped.</param>
    /// <param name="alive">Positions of the wires alive afterwards, the first least significant. A measured wire may stay alive.</param>
    /// <returns>The segment.</returns>
    public static ChainSegment Pure(KrausContraction contraction, int[] closed, int[] recordBits, int[] alive)
    {
        var segment = new ChainSegment(contraction.Qubits, 1 << contraction.Inputs, 1 << closed.Length, 1 << alive.Length, 0, recordBits);
        for (int column = 0; column < segment.InDimension; column++)
        {
            for (int source = 0; source < 1 << contraction.Qubits; source++)
            {
                int row = (int)(BitDeposit.Gather(source, alive) | (BitDeposit.Gather(source, closed) << alive.Length));
                segment.Add(row, column, contraction[source, column], 1);
            }
        }

        return segment;
    }

    /// <summary>Reads the operators on density matrices off a contraction.</summary>
    /// <param name="contraction">The contracted operations on row wires 0 to w - 1 and column wires w to 2 w - 1.</param>
    /// <param name="outcomes">The recorded measurements, the first being bit 0 of an outcome: position, record bit and how it is misread.</param>
    /// <param name="closed">Positions of the wires that lose their coherence: measured, recorded or not, or not used any more.</param>
    /// <param name="alive">Positions of the wires alive afterwards, the first least significant.</param>
    /// <returns>The segment.</returns>
    public static ChainSegment Mixed(KrausContraction contraction, IReadOnlyList<(int Position, int RecordBit, MisreadInstruction? Misread)> outcomes, int[] closed, int[] alive)
    {
        int width = contraction.Qubits / 2;
        int dimension = 1 << alive.Length;
        var segment = new ChainSegment(
            width, 1 << contraction.Inputs, 1 << outcomes.Count, dimension * dimension, dimension + 1, [.. outcomes.Select(static o => o.RecordBit)]);
        for (int source = 0; source < 1 << contraction.Qubits; source++)
        {
            int low = source & ((1 << width) - 1);
            int high = source >> width;
            if (BitDeposit.Gather(low, closed) != BitDeposit.Gather(high, closed))
                continue;
            int row = (int)(BitDeposit.Gather(low, alive) | (BitDeposit.Gather(high, alive) << alive.Length));
            for (int outcome = 0; outcome < segment.Outcomes; outcome++)
            {
                double weight = 1;
                for (int i = 0; i < outcomes.Count; i++)
                {
                    int read = (outcome >> i) & 1;
                    int value = (low >> outcomes[i].Position) & 1;
                    weight *= outcomes[i].Misread?.Confusion(read, value) ?? (read == value ? 1 : 0);
                }

                for (int column = 0; column < segment.InDimension && weight > 0; column++)
                    segment.Add((outcome * segment.OutDimension) + row, column, contraction[source, column], weight);
            }
        }

        return segment;
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

    /// <summary>Distance of the diagonal entries of a state that is a density matrix; 0 for a vector of amplitudes.</summary>
    public int TraceStride { get; }

    /// <summary>The bit of the record that takes each bit of an outcome; -1 where it is dropped.</summary>
    public int[] RecordBits { get; }

    /// <summary>Real parts, column after column.</summary>
    public double[] Re { get; }

    /// <summary>Imaginary parts, column after column.</summary>
    public double[] Im { get; }

    /// <summary>Draws outcomes of single shots; null where that is no cheaper than all next states.</summary>
    public Lazy<OutcomeEffects>? Effects { get; }

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

    /// <summary>The factor that normalises the state after an outcome.</summary>
    /// <param name="probability">Probability of the outcome.</param>
    /// <returns>The factor.</returns>
    public double Normalisation(double probability) => 1 / (TraceStride > 0 ? probability : Math.Sqrt(probability));

    private void Add(int row, int column, Complex entry, double weight)
    {
        Re[(column * Rows) + row] += weight * entry.Real;
        Im[(column * Rows) + row] += weight * entry.Imaginary;
    }
}
