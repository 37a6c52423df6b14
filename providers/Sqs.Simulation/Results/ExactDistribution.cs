using Sqs.Compiler.Ir;
using Sqs.Providers.Results;

namespace Sqs.Simulation.Results;

/// <summary>The probability of every classical record that can occur.</summary>
public sealed class ExactDistribution
{
    private readonly ulong[] _words;
    private readonly double[] _probabilities;

    internal ExactDistribution(EquatableArray<BitRegister> registers, ulong[] words, double[] probabilities)
    {
        Registers = registers;
        _words = words;
        _probabilities = probabilities;
        WordsPerRecord = ShotRecords.WordsFor(registers.IsEmpty ? 0 : registers[^1].Offset + registers[^1].Size);
    }

    /// <summary>The reported registers in declaration order, offsets compacted.</summary>
    public EquatableArray<BitRegister> Registers { get; }

    /// <summary>Number of 64-bit words a record, word 0 first, bit 0 least significant.</summary>
    public int WordsPerRecord { get; }

    /// <summary>Number of records.</summary>
    public int Count => _probabilities.Length;

    /// <summary>The probabilities, in ascending order of the records as numbers.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>A record.</summary>
    /// <param name="index">Index in the distribution.</param>
    /// <returns><see cref="WordsPerRecord"/> words.</returns>
    public ReadOnlySpan<ulong> Record(int index) => _words.AsSpan(index * WordsPerRecord, WordsPerRecord);

    /// <summary>The distribution by printed record, see <see cref="ShotRecords.Print"/>.</summary>
    /// <returns>Probabilities in ordinal order of the keys.</returns>
    public SortedDictionary<string, double> ToDictionary()
    {
        var printed = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < Count; i++)
            printed[ShotRecords.Print(Registers, Record(i))] = _probabilities[i];
        return printed;
    }
}
