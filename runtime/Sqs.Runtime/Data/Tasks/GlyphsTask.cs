using Sqs.Simulation.Random;

namespace Sqs.Runtime.Data.Tasks;

/// <summary>
/// Pictures of 8 x 8 pixels drawn by rule, for demonstrations without data files: ring, stroke, cross and zigzag, each shifted, turned
/// and scaled at random, with a share of pixels replaced by noise.
/// </summary>
internal sealed class GlyphsTask : ITask
{
    private const int Side = 8;
    private const double DefaultNoise = 0.05;
    private const double HalfWidth = 0.09;
    private const double Softness = 0.09;

    // Polylines in a square from -1 to 1, x to the right and y down; pairs of NaN lift the pen.
    private static readonly double[][] Glyphs =
    [
        Ring(),
        [0, -0.8, 0, 0.8],
        [-0.7, -0.7, 0.7, 0.7, double.NaN, double.NaN, -0.7, 0.7, 0.7, -0.7],
        [-0.65, -0.7, 0.65, -0.7, -0.65, 0.7, 0.65, 0.7],
    ];

    /// <inheritdoc/>
    public string Name => "glyphs";

    /// <inheritdoc/>
    public int ClassCount(DatasetSpec spec) => Glyphs.Length;

    /// <inheritdoc/>
    public int DefaultTrain => 400;

    /// <inheritdoc/>
    public int DefaultTest => 200;

    /// <inheritdoc/>
    public int? Steps(DatasetSpec spec) => null;

    /// <inheritdoc/>
    public int AnswerFrom(DatasetSpec spec) => 0;

    /// <inheritdoc/>
    public int FeatureCount(DatasetSpec spec) => Side * Side;

    /// <inheritdoc/>
    public void Draw(DatasetSpec spec, int label, ulong stream, Span<float> features)
    {
        var random = new RandomSequence(spec.Seed, stream);
        double shiftX = Between(ref random, -0.2, 0.2);
        double shiftY = Between(ref random, -0.2, 0.2);
        double angle = Between(ref random, -0.25, 0.25);
        double scale = Between(ref random, 0.8, 1.05);
        double cosine = Math.Cos(angle) / scale;
        double sine = Math.Sin(angle) / scale;
        double noise = spec.Noise ?? DefaultNoise;
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                double x = (((2 * column) + 1.0) / Side) - 1 - shiftX;
                double y = (((2 * row) + 1.0) / Side) - 1 - shiftY;
                double distance = Distance(Glyphs[label], (cosine * x) + (sine * y), (cosine * y) - (sine * x));
                double ink = Math.Clamp(1 - ((distance - HalfWidth) / Softness * 0.5), 0, 1);
                features[(row * Side) + column] = (float)(random.NextUniform() < noise ? random.NextUniform() : ink);
            }
        }
    }

    private static double Between(ref RandomSequence random, double low, double high) => low + ((high - low) * random.NextUniform());

    private static double Distance(double[] line, double x, double y)
    {
        double least = double.MaxValue;
        for (int i = 0; i + 3 < line.Length; i += 2)
        {
            double dx = line[i + 2] - line[i];
            double dy = line[i + 3] - line[i + 1];
            double along = Math.Clamp((((x - line[i]) * dx) + ((y - line[i + 1]) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
            double toX = x - line[i] - (along * dx);
            double toY = y - line[i + 1] - (along * dy);
            double squared = (toX * toX) + (toY * toY);
            if (squared < least)
                least = squared;
        }

        return Math.Sqrt(least);
    }

    private static double[] Ring()
    {
        const int Sides = 16;
        double[] line = new double[2 * (Sides + 1)];
        for (int i = 0; i <= Sides; i++)
        {
            double turn = 2 * Math.PI * i / Sides;
            line[2 * i] = 0.62 * Math.Cos(turn);
            line[(2 * i) + 1] = 0.72 * Math.Sin(turn);
        }

        return line;
    }
}
