namespace Sqs.Simulation.Execution;

/// <summary>Loops over the amplitudes of wide states: piece by piece on several threads, so that a cancelled run stops within a piece.</summary>
internal static class RangeLoop
{
    /// <summary>Indices of a piece: some hundred microseconds of work.</summary>
    public const int Piece = 1 << 16;

    // Parts of a sum that are added up on their own; their number depends on the length alone, and so do the bits.
    private const int MostParts = 64;

    /// <summary>Runs over a range.</summary>
    /// <typeparam name="TWork">The work.</typeparam>
    /// <param name="work">The work; pieces do not depend on one another.</param>
    /// <param name="length">Number of indices.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="cancellation">Stops within a piece.</param>
    public static void Run<TWork>(TWork work, int length, int threads, CancellationToken cancellation)
        where TWork : struct, IRangeWork
    {
        if (length <= Piece)
            work.Run(0, length);
        else
            RunPieces(work, length, threads, cancellation);
    }

    /// <summary>Sums over a range. Pieces are added in an order that the length alone decides.</summary>
    /// <typeparam name="TSum">The summands.</typeparam>
    /// <param name="work">The summands.</param>
    /// <param name="length">Number of indices.</param>
    /// <param name="sums">Added to.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="cancellation">Stops within a piece.</param>
    public static void Sum<TSum>(TSum work, int length, Span<double> sums, int threads, CancellationToken cancellation)
        where TSum : struct, IRangeSum
    {
        if (length <= Piece)
        {
            work.Add(0, length, sums);
            return;
        }

        foreach (double[] part in SumParts(work, length, sums.Length, threads, cancellation))
        {
            for (int i = 0; i < sums.Length; i++)
                sums[i] += part[i];
        }
    }

    private static double[][] SumParts<TSum>(TSum work, int length, int sums, int threads, CancellationToken cancellation)
        where TSum : struct, IRangeSum
    {
        int pieces = Pieces(length);
        double[][] parts = new double[Math.Min(pieces, MostParts)][];
        var workers = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        WorkerPool.For(parts.Length, workers, part =>
        {
            parts[part] = new double[sums];
            int end = (int)((long)pieces * (part + 1) / parts.Length);
            for (int piece = (int)((long)pieces * part / parts.Length); piece < end; piece++)
            {
                cancellation.ThrowIfCancellationRequested();
                work.Add(piece * Piece, End(piece, length), parts[part]);
            }
        });
        return parts;
    }

    private static int Pieces(int length) => (int)(((long)length + Piece - 1) / Piece);

    private static int End(int piece, int length) => (int)Math.Min(length, ((long)piece + 1) * Piece);

    private static void RunPieces<TWork>(TWork work, int length, int threads, CancellationToken cancellation)
        where TWork : struct, IRangeWork
    {
        var workers = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        WorkerPool.For(Pieces(length), workers, piece => work.Run(piece * Piece, End(piece, length)));
    }
}
