using Sqs.Compiler.Ir;
using Sqs.Providers.Results;

namespace Sqs.Simulation.Execution;

/// <summary>Which bits of a program a record holds, and where.</summary>
internal sealed class RecordLayout
{
    private readonly int[] _sources;

    /// <summary>Lays out the reported registers of a program.</summary>
    /// <param name="program">The program.</param>
    public RecordLayout(CircuitProgram program)
    {
        Registers = ShotRecords.ReportedRegisters(program);
        BitCount = Registers.IsEmpty ? 0 : Registers[^1].Offset + Registers[^1].Size;
        Words = ShotRecords.WordsFor(BitCount);
        _sources = new int[BitCount];
        int next = 0;
        foreach (BitRegister register in program.BitRegisters)
        {
            for (int i = 0; register.IsReported && i < register.Size; i++)
                _sources[next++] = register.Offset + i;
        }
    }

    /// <summary>The reported registers, offsets compacted.</summary>
    public EquatableArray<BitRegister> Registers { get; }

    /// <summary>Number of bits a record.</summary>
    public int BitCount { get; }

    /// <summary>Number of 64-bit words a record.</summary>
    public int Words { get; }

    /// <summary>The bit of the record at which a bit of the program stands, or -1 where it is not reported.</summary>
    /// <param name="bit">Flat bit index of the program.</param>
    /// <returns>The bit of the record.</returns>
    public int RecordBit(int bit) => Array.BinarySearch(_sources, bit) is >= 0 and int found ? found : -1;

    /// <summary>The bit of the program that stands at a bit of the record.</summary>
    /// <param name="recordBit">Bit of the record.</param>
    /// <returns>Flat bit index of the program.</returns>
    public int ProgramBit(int recordBit) => _sources[recordBit];

    /// <summary>Packs the reported bits.</summary>
    /// <param name="bits">The bits of the program.</param>
    /// <param name="record">Receives them; <see cref="Words"/> words.</param>
    public void Pack(ReadOnlySpan<bool> bits, Span<ulong> record)
    {
        record.Clear();
        for (int i = 0; i < _sources.Length; i++)
            record[i >> 6] |= (bits[_sources[i]] ? 1UL : 0UL) << (i & 63);
    }
}
