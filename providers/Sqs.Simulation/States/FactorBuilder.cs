using System.Numerics;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Memory;
using Sqs.Simulation.States.Ranges;

namespace Sqs.Simulation.States;

/// <summary>Makes factors out of others. What it makes is given back where it cannot be filled, so that a cancelled run leaves nothing lent.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="pool">Lends the buffers.</param>
internal readonly struct FactorBuilder<T>(AmplitudePool<T> pool)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Copies a factor.</summary>
    /// <param name="factor">The factor.</param>
    /// <returns>The copy.</returns>
    public Factor<T> Copy(Factor<T> factor)
    {
        Factor<T> copy = Rent([.. factor.Wires]);
        return Fill(copy, new CopyRange<T>(factor.Buffer, copy.Buffer));
    }

    /// <summary>The product of two factors.</summary>
    /// <param name="low">The factor of the low positions.</param>
    /// <param name="high">The factor of the high positions.</param>
    /// <returns>The product.</returns>
    public Factor<T> Merge(Factor<T> low, Factor<T> high)
    {
        Factor<T> merged = Rent([.. low.Wires, .. high.Wires]);
        return Fill(merged, new MergeRange<T>(low.Buffer, low.Width, high.Buffer, merged.Buffer));
    }

    /// <summary>Appends wires in basis states at the high end: the old amplitudes are one block among zeros.</summary>
    /// <param name="factor">The factor, or null for none.</param>
    /// <param name="wires">Its wires and the new ones.</param>
    /// <param name="block">The basis state of the new wires.</param>
    /// <returns>The larger factor.</returns>
    public Factor<T> Extend(Factor<T>? factor, int[] wires, int block)
    {
        Factor<T> larger = Rent(wires);
        if (factor is not null)
            return Fill(larger, new ExtendRange<T>(factor.Buffer, 1 << factor.Width, block << factor.Width, larger.Buffer));
        Fill(larger, new ExtendRange<T>(default, 0, 0, larger.Buffer));
        larger.Re[block] = T.One;
        return larger;
    }

    /// <summary>Takes the amplitudes whose bits at some positions have given values, times a factor.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="wires">The wires that are left, in their order.</param>
    /// <param name="positions">The positions that are not, ascending.</param>
    /// <param name="kept">Their values, at their places in an index.</param>
    /// <param name="scale">Factor of the amplitudes.</param>
    /// <returns>The smaller factor.</returns>
    public Factor<T> Gather(Factor<T> factor, int[] wires, int[] positions, long kept, T scale)
    {
        Factor<T> smaller = Rent(wires);
        return Fill(smaller, new GatherRange<T>(factor.Buffer, positions, kept, scale, smaller.Buffer));
    }

    /// <summary>Traces a qubit out of a density matrix.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="wires">The wires that are left, in their order.</param>
    /// <param name="row">The position of the row index of the qubit.</param>
    /// <param name="column">The position of its column index.</param>
    /// <returns>The smaller factor.</returns>
    public Factor<T> Trace(Factor<T> factor, int[] wires, int row, int column)
    {
        Factor<T> smaller = Rent(wires);
        return Fill(smaller, new TraceRange<T>(factor.Buffer, Math.Min(row, column), Math.Max(row, column), smaller.Buffer));
    }

    private Factor<T> Rent(int[] wires) => new(pool.Rent(wires.Length), wires);

    private Factor<T> Fill<TWork>(Factor<T> rented, TWork work)
        where TWork : struct, IRangeWork
    {
        try
        {
            RangeLoop.Run(work, 1 << rented.Width, pool.Threads, pool.Cancellation);
            return rented;
        }
        catch (OperationCanceledException)
        {
            pool.Return(rented.Buffer, rented.Width);
            throw;
        }
    }
}
