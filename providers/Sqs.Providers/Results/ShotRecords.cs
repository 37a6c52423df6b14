using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Providers.Results;

/// <summary>
/// The joint measurement record of every shot: one packed bit string a shot over all reported bit registers. Bit i of register r is bit
/// <c>r.Offset + i</c> of the record, index 0 least significant, in 64-bit words with word 0 first. Marginals and counts are derived
/// from it and never the other way round.
/// </summary>
public sealed class ShotRecords
{
    private readonly ulong[] _words;

    /// <summary>Wraps packed records.</summary>
    /// <param name="registers">The registers, with offsets that run from 0 without gaps.</param>
    /// <param name="shots">Number of shots.</param>
    /// <param name="words">The records, shot after shot, <see cref="WordsPerShot"/> words each; unused high bits are zero.</param>
    public ShotRecords(EquatableArray<BitRegister> registers, int shots, ulong[] words)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfNegative(shots);
        Registers = registers;
        BitCount = registers.IsEmpty ? 0 : registers[^1].Offset + registers[^1].Size;
        WordsPerShot = WordsFor(BitCount);
        if (words.Length != shots * WordsPerShot)
            throw new ArgumentException($"{shots} shots of {WordsPerShot} words need {shots * WordsPerShot} words, not {words.Length}.", nameof(words));
        Shots = shots;
        _words = words;
    }

    /// <summary>The reported registers in declaration order, offsets compacted.</summary>
    public EquatableArray<BitRegister> Registers { get; }

    /// <summary>Number of bits a record.</summary>
    public int BitCount { get; }

    /// <summary>Number of 64-bit words a record; at least 1.</summary>
    public int WordsPerShot { get; }

    /// <summary>Number of shots.</summary>
    public int Shots { get; }

    /// <summary>All records, shot after shot.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>The number of words that hold a record.</summary>
    /// <param name="bitCount">Number of bits.</param>
    /// <returns>At least 1.</returns>
    public static int WordsFor(int bitCount) => Math.Max(1, (bitCount + 63) / 64);

    /// <summary>The registers of a program that results show, their offsets compacted to run without gaps.</summary>
    /// <param name="program">The program.</param>
    /// <returns>The registers in declaration order.</returns>
    public static EquatableArray<BitRegister> ReportedRegisters(CircuitProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        int offset = 0;
        var reported = new List<BitRegister>();
        foreach (BitRegister register in program.BitRegisters)
        {
            if (!register.IsReported)
                continue;
            reported.Add(register with { Offset = offset });
            offset += register.Size;
        }

        return [.. reported];
    }

    /// <summary>The record of one shot.</summary>
    /// <param name="shot">Index of the shot.</param>
    /// <returns><see cref="WordsPerShot"/> words.</returns>
    public ReadOnlySpan<ulong> Record(int shot) => _words.AsSpan(shot * WordsPerShot, WordsPerShot);

    /// <summary>One bit of one shot.</summary>
    /// <param name="shot">Index of the shot.</param>
    /// <param name="bit">Bit of the record.</param>
    /// <returns>Whether it is 1.</returns>
    public bool Bit(int shot, int bit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)bit, (uint)BitCount, nameof(bit));
        return ((_words[(shot * WordsPerShot) + (bit >> 6)] >> (bit & 63)) & 1) != 0;
    }

    /// <summary>The value of one register in one shot.</summary>
    /// <param name="shot">Index of the shot.</param>
    /// <param name="register">Index into <see cref="Registers"/>.</param>
    /// <returns>The bits as a number, bit 0 least significant.</returns>
    public BigInteger Register(int shot, int register) => Register(Record(shot), Registers[register]);

    /// <summary>How often each joint record occurred.</summary>
    /// <returns>Counts by printed record, see <see cref="Print"/>, in ordinal order of the keys.</returns>
    public SortedDictionary<string, int> Counts()
    {
        var packed = new Dictionary<UInt128, int>();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        if (WordsPerShot <= 2)
        {
            for (int shot = 0; shot < Shots; shot++)
            {
                ReadOnlySpan<ulong> record = Record(shot);
                UInt128 key = WordsPerShot == 1 ? record[0] : new UInt128(record[1], record[0]);
                packed[key] = packed.GetValueOrDefault(key) + 1;
            }

            Span<ulong> words = stackalloc ulong[WordsPerShot];
            foreach ((UInt128 key, int count) in packed)
            {
                words[0] = (ulong)key;
                if (WordsPerShot == 2)
                    words[1] = (ulong)(key >> 64);
                counts[Print(Registers, words)] = count;
            }

            return counts;
        }

        for (int shot = 0; shot < Shots; shot++)
        {
            string key = Print(Registers, Record(shot));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return counts;
    }

    /// <summary>
    /// A record for people and for keys of counts: the registers in declaration order, separated by one space, each most
    /// significant bit first.
    /// </summary>
    /// <param name="registers">The registers.</param>
    /// <param name="record">The packed record.</param>
    /// <returns>For instance <c>01 110</c>.</returns>
    public static string Print(EquatableArray<BitRegister> registers, ReadOnlySpan<ulong> record)
    {
        var parts = new string[registers.Count];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = ClassicalValue.BitString(Register(record, registers[i]), registers[i].Size);
        return string.Join(' ', parts);
    }

    private static BigInteger Register(ReadOnlySpan<ulong> record, BitRegister register)
    {
        BigInteger value = BigInteger.Zero;
        int position = register.Offset;
        int read = 0;
        while (read < register.Size)
        {
            int take = Math.Min(64 - (position & 63), register.Size - read);
            ulong mask = take == 64 ? ulong.MaxValue : (1UL << take) - 1;
            value |= (BigInteger)((record[position >> 6] >> (position & 63)) & mask) << read;
            position += take;
            read += take;
        }

        return value;
    }
}
