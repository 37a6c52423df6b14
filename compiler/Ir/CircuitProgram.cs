using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Ir;

/// <summary>
/// A quantum circuit with classical control: the one intermediate representation. Graphs lower to it, OpenQASM text parses to
/// it, passes rewrite it, emitters print it, the engine runs it. Immutable; equality is structural and ignores origins.
/// </summary>
public sealed record CircuitProgram
{
    /// <summary>A name for people; no part of equality.</summary>
    public ProgramName Name { get; init; } = new("program");

    /// <summary>Values bound before a run, in declaration order.</summary>
    public EquatableArray<InputParameter> Inputs { get; init; }

    /// <summary>Qubit registers, in declaration order; flat qubit indices run through them.</summary>
    public EquatableArray<QubitRegister> QubitRegisters { get; init; }

    /// <summary>Bit registers, in declaration order; flat bit indices run through them.</summary>
    public EquatableArray<BitRegister> BitRegisters { get; init; }

    /// <summary>Classical variables other than bits.</summary>
    public EquatableArray<ClassicalVariable> Variables { get; init; }

    /// <summary>Gate definitions that operations use, each after those its body uses.</summary>
    public EquatableArray<CompositeGate> Gates { get; init; }

    /// <summary>What runs, once a shot. All qubits start in |0&gt; and all bits at 0.</summary>
    public Block Body { get; init; } = Block.Empty;

    /// <summary>Number of qubits over all registers.</summary>
    public int QubitCount => QubitRegisters.IsEmpty ? 0 : QubitRegisters[^1].Offset + QubitRegisters[^1].Size;

    /// <summary>Number of bits over all registers.</summary>
    public int BitCount => BitRegisters.IsEmpty ? 0 : BitRegisters[^1].Offset + BitRegisters[^1].Size;

    /// <summary>The register that holds a bit.</summary>
    /// <param name="bit">Flat bit index.</param>
    /// <returns>The register; the index in it is <paramref name="bit"/> less its offset.</returns>
    public BitRegister RegisterOfBit(int bit) => BitRegisters[FindRegister(BitRegisters.AsSpan(), bit, static r => r.Offset)];

    /// <summary>The register that holds a qubit.</summary>
    /// <param name="qubit">Flat qubit index.</param>
    /// <returns>The register; the index in it is <paramref name="qubit"/> less its offset.</returns>
    public QubitRegister RegisterOfQubit(int qubit) => QubitRegisters[FindRegister(QubitRegisters.AsSpan(), qubit, static r => r.Offset)];

    /// <summary>A bit as the user wrote it.</summary>
    /// <param name="bit">Flat bit index.</param>
    /// <returns>For instance <c>c[3]</c>.</returns>
    public string BitName(int bit)
    {
        BitRegister register = RegisterOfBit(bit);
        return register.NameOf(bit - register.Offset);
    }

    /// <summary>A qubit as the user wrote it.</summary>
    /// <param name="qubit">Flat qubit index.</param>
    /// <returns>For instance <c>q[3]</c> or <c>$3</c>.</returns>
    public string QubitName(int qubit)
    {
        QubitRegister register = RegisterOfQubit(qubit);
        return register.NameOf(qubit - register.Offset);
    }

    private static int FindRegister<T>(ReadOnlySpan<T> registers, int flat, Func<T, int> offset)
    {
        int low = 0;
        int high = registers.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (offset(registers[middle]) <= flat)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
