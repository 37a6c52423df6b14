using System.Numerics;

namespace Sqs.Runtime.Spikes;

/// <summary>
/// Packed spike trains: for each train (a sample, or one shot of it) and each time step a row of bits. Bit <c>line * channels + channel</c> of a row
/// is a line's spike in a channel; bit i is bit <c>i % 64</c> of word <c>i / 64</c>, unused high bits are 0.
/// </summary>
public sealed class SpikeTensor
{
    private readonly ulong[] _words;

    /// <summary>Creates silent trains.</summary>
    /// <param name="trains">Number of trains.</param>
    /// <param name="steps">Number of time steps.</param>
    /// <param name="lines">Number of lines or neurons.</param>
    /// <param name="channels">Bits a line has a step.</param>
    public SpikeTensor(int trains, int steps, int lines, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trains);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lines);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        Trains = trains;
        Steps = steps;
        Lines = lines;
        Channels = channels;
        WordsPerRow = ((lines * channels) + 63) / 64;
        _words = new ulong[checked((long)trains * steps * WordsPerRow)];
    }

    /// <summary>Number of trains.</summary>
    public int Trains { get; }

    /// <summary>Number of time steps.</summary>
    public int Steps { get; }

    /// <summary>Number of lines or neurons.</summary>
    public int Lines { get; }

    /// <summary>Bits a line has a step.</summary>
    public int Channels { get; }

    /// <summary>Number of 64-bit words a row.</summary>
    public int WordsPerRow { get; }

    /// <summary>All words, train after train, step after step.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>The bits of one step of one train.</summary>
    /// <param name="train">Index of the train.</param>
    /// <param name="step">Time step, from 0.</param>
    /// <returns><see cref="WordsPerRow"/> words, writable.</returns>
    public Span<ulong> Row(int train, int step) => _words.AsSpan(((train * Steps) + step) * WordsPerRow, WordsPerRow);

    /// <summary>The bits of all steps of one train.</summary>
    /// <param name="train">Index of the train.</param>
    /// <returns>Step after step, <see cref="WordsPerRow"/> words each, writable.</returns>
    public Span<ulong> Train(int train) => _words.AsSpan(train * Steps * WordsPerRow, Steps * WordsPerRow);

    /// <summary>The spike of a line: all its channels as a number.</summary>
    /// <param name="train">Index of the train.</param>
    /// <param name="step">Time step, from 0.</param>
    /// <param name="line">Index of the line.</param>
    /// <returns>Channel i is bit i.</returns>
    public int Spike(int train, int step, int line) => ReadSpike(Row(train, step), line, Channels);

    /// <summary>Sets the spike of a line.</summary>
    /// <param name="train">Index of the train.</param>
    /// <param name="step">Time step, from 0.</param>
    /// <param name="line">Index of the line.</param>
    /// <param name="spike">Channel i is bit i.</param>
    public void SetSpike(int train, int step, int line, int spike) => WriteSpike(Row(train, step), line, Channels, spike);

    /// <summary>Number of bits that are 1.</summary>
    /// <returns>The number, over all trains, steps, lines and channels.</returns>
    public long CountSpikes()
    {
        long count = 0;
        foreach (ulong word in _words)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The spike of a line in a row of bits.</summary>
    /// <param name="row">The row.</param>
    /// <param name="line">Index of the line.</param>
    /// <param name="channels">Bits a line has.</param>
    /// <returns>Channel i is bit i.</returns>
    public static int ReadSpike(ReadOnlySpan<ulong> row, int line, int channels)
    {
        int first = line * channels;
        ulong bits = row[first >> 6] >> (first & 63);
        int inFirst = 64 - (first & 63);
        if (inFirst < channels)
            bits |= row[(first >> 6) + 1] << inFirst;
        return (int)(bits & ((1UL << channels) - 1));
    }

    /// <summary>Sets the spike of a line in a row of bits.</summary>
    /// <param name="row">The row.</param>
    /// <param name="line">Index of the line.</param>
    /// <param name="channels">Bits a line has.</param>
    /// <param name="spike">Channel i is bit i.</param>
    public static void WriteSpike(Span<ulong> row, int line, int channels, int spike)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            int bit = (line * channels) + channel;
            ulong mask = 1UL << (bit & 63);
            row[bit >> 6] = (spike >> channel & 1) != 0 ? row[bit >> 6] | mask : row[bit >> 6] & ~mask;
        }
    }
}
