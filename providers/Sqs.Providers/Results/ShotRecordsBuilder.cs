using System.Numerics;
using Sqs.Compiler.Ir;

namespace Sqs.Providers.Results;

/// <summary>Packs outcomes into <see cref="ShotRecords"/>, shot after shot. Not thread safe.</summary>
public sealed class ShotRecordsBuilder
{
    private readonly EquatableArray<BitRegister> _registers;
    private readonly int _wordsPerShot;
    private ulong[] _words;

    /// <summary>Starts without shots.</summary>
    /// <param name="registers">The registers, with offsets that run from 0 without gaps.</param>
    /// <param name="capacity">Number of shots expected.</param>
    public ShotRecordsBuilder(EquatableArray<BitRegister> registers, int capacity)
    {
        _registers = registers;
        _wordsPerShot = ShotRecords.WordsFor(registers.IsEmpty ? 0 : registers[^1].Offset + registers[^1].Size);
        _words = new ulong[Math.Max(1, capacity) * _wordsPerShot];
    }

    /// <summary>Number of shots added.</summary>
    public int Shots { get; private set; }

    /// <summary>Adds a shot with all bits 0.</summary>
    /// <returns>Its index.</returns>
    public int AddShot()
    {
        if ((Shots + 1) * _wordsPerShot > _words.Length)
            Array.Resize(ref _words, _words.Length * 2);
        return Shots++;
    }

    /// <summary>Sets a bit to 1.</summary>
    /// <param name="shot">Index of the shot.</param>
    /// <param name="bit">Bit of the record.</param>
    public void Set(int shot, int bit) => _words[(shot * _wordsPerShot) + (bit >> 6)] |= 1UL << (bit & 63);

    /// <summary>Sets the value of a register that is 0 so far.</summary>
    /// <param name="shot">Index of the shot.</param>
    /// <param name="register">Index of the register.</param>
    /// <param name="value">Its bits, bit 0 least significant.</param>
    /// <returns>Whether the value fits the register.</returns>
    public bool SetRegister(int shot, int register, BigInteger value)
    {
        if (value.Sign < 0 || value.GetBitLength() > _registers[register].Size)
            return false;
        for (int bit = 0; !value.IsZero; bit++, value >>= 1)
        {
            if (!value.IsEven)
                Set(shot, _registers[register].Offset + bit);
        }

        return true;
    }

    /// <summary>The shots added so far.</summary>
    /// <returns>The records.</returns>
    public ShotRecords Build() => new(_registers, Shots, _words[..(Shots * _wordsPerShot)]);
}
