namespace Sqs.Runtime.Data.Codes;

/// <summary>
/// Events of a square image that moves: the camera goes round a triangle in three saccades, as in the recordings of N-MNIST (Orchard, Jayawant, Cohen and Thakor, Front. Neurosci. 9,
/// 2015), and a pixel spikes where it became brighter (the first half of the lines) or darker (the second half) by at least the threshold since the step before. Between pixels
/// brightness is interpolated; outside the image it is 0. Nothing is random.
/// </summary>
/// <param name="Threshold">Least change of brightness, above 0.</param>
public sealed record DeltaEncoder(double Threshold = 0.1) : ISpikeEncoder
{
    private const double Reach = 2;

    // Corners of the triangle, in pixels over Reach: x to the right, y down.
    private static readonly (double X, double Y)[] Corners = [(0, 0), (1, 1), (-1, 1), (0, 0)];

    /// <inheritdoc/>
    public int Lines(int featureCount, int steps) => Side(featureCount) is { } side ? 2 * side * side : -1;

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<float> features, ulong seed, ulong stream, int steps, Span<ulong> rows)
    {
        int side = Side(features.Length) ?? throw new ArgumentException($"{features.Length} pixels are no square image.", nameof(features));
        int words = rows.Length / steps;
        float[] before = new float[features.Length];
        float[] after = new float[features.Length];
        Move(features, side, (0, 0), before);
        for (int step = 0; step < steps; step++)
        {
            Move(features, side, Offset((step + 1.0) / steps), after);
            Span<ulong> row = rows.Slice(step * words, words);
            for (int pixel = 0; pixel < after.Length; pixel++)
            {
                double change = after[pixel] - before[pixel];
                if (Math.Abs(change) < Threshold)
                    continue;
                int line = change > 0 ? pixel : features.Length + pixel;
                row[line >> 6] |= 1UL << (line & 63);
            }

            (before, after) = (after, before);
        }
    }

    private static (double X, double Y) Offset(double time)
    {
        double along = Math.Min(time, 1) * (Corners.Length - 1);
        int leg = Math.Min((int)along, Corners.Length - 2);
        double share = along - leg;
        return (
            Reach * (((1 - share) * Corners[leg].X) + (share * Corners[leg + 1].X)),
            Reach * (((1 - share) * Corners[leg].Y) + (share * Corners[leg + 1].Y)));
    }

    private static void Move(ReadOnlySpan<float> image, int side, (double X, double Y) offset, Span<float> moved)
    {
        for (int row = 0; row < side; row++)
        {
            for (int column = 0; column < side; column++)
            {
                double x = column + offset.X;
                double y = row + offset.Y;
                int left = (int)Math.Floor(x);
                int top = (int)Math.Floor(y);
                double right = x - left;
                double bottom = y - top;
                moved[(row * side) + column] = (float)(
                    ((1 - bottom) * (((1 - right) * At(image, side, left, top)) + (right * At(image, side, left + 1, top))))
                    + (bottom * (((1 - right) * At(image, side, left, top + 1)) + (right * At(image, side, left + 1, top + 1)))));
            }
        }
    }

    private static double At(ReadOnlySpan<float> image, int side, int column, int row) =>
        (uint)column < (uint)side && (uint)row < (uint)side ? image[(row * side) + column] : 0;

    private static int? Side(int pixels)
    {
        int side = (int)Math.Round(Math.Sqrt(pixels));
        return side * side == pixels ? side : null;
    }
}
