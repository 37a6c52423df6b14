using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched;

/// <summary>
/// Adds up rows of a matrix that lists of events choose. With weights as the matrix the sums are currents; with gradients by currents as the matrix and transposed
/// lists they are gradients by weights. Work and memory traffic go with the events.
/// </summary>
public static class RowSums
{
    /// <summary>Adds rows: <c>sums[i] += sum over j in list (first + i) of rows[j]</c>, each list in its order.</summary>
    /// <param name="rows">The matrix of one tile.</param>
    /// <param name="width">Length of a row, a multiple of 16.</param>
    /// <param name="events">The lists.</param>
    /// <param name="first">The first list to use.</param>
    /// <param name="sums">Added to; one row a list.</param>
    public static void Add(ReadOnlySpan<float> rows, int width, EventLists events, int first, Span<float> sums) =>
        Add(rows, width, events, first, sums, LaneDispatch.Widest);

    /// <summary>Adds rows with vectors of a given width.</summary>
    /// <param name="rows">The matrix of one tile.</param>
    /// <param name="width">Length of a row, a multiple of 16.</param>
    /// <param name="events">The lists.</param>
    /// <param name="first">The first list to use.</param>
    /// <param name="sums">Added to; one row a list.</param>
    /// <param name="lanes">The width.</param>
    internal static void Add(ReadOnlySpan<float> rows, int width, EventLists events, int first, Span<float> sums, LaneWidth lanes)
    {
        ArgumentNullException.ThrowIfNull(events);
        int lists = sums.Length / width;
        if (width % 16 != 0 || sums.Length % width != 0 || rows.Length % width != 0)
            throw new ArgumentException($"Rows of {width} numbers do not fit {rows.Length} and {sums.Length} numbers.");
        ReadOnlySpan<int> starts = events.Starts.Slice(first, lists + 1);
        ReadOnlySpan<int> items = events.Items;

        // The kernel reads without bounds checks, so every event is checked here, once.
        int end = rows.Length / width;
        foreach (int item in items[starts[0]..starts[^1]])
        {
            if ((uint)item >= (uint)end)
                throw new ArgumentException($"Event {item} has no row among {end}.");
        }

        var kernel = new RowSumKernel(rows, width, starts, items, sums);
        LaneDispatch.Run(ref kernel, lanes);
    }
}
