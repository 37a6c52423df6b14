using Sqs.Compiler.Ir;

namespace Sqs.Providers.Jobs;

/// <summary>What is needed to read the results of one circuit of a prepared job, without the program.</summary>
/// <param name="Index">Index of the circuit in the request.</param>
/// <param name="Name">Name of the circuit at the vendor, unique in the job.</param>
/// <param name="Shots">Number of shots.</param>
/// <param name="Registers">The reported registers in declaration order.</param>
public sealed record CircuitLayout(int Index, string Name, int Shots, EquatableArray<RegisterLayout> Registers)
{
    /// <summary>Number of qubits the vendor reports, where it measures every qubit at the end; else 0.</summary>
    public int QubitCount { get; init; }

    /// <summary>The registers as results show them, offsets without gaps.</summary>
    /// <returns>The registers in declaration order.</returns>
    public EquatableArray<BitRegister> BitRegisters()
    {
        int offset = 0;
        var registers = new BitRegister[Registers.Count];
        for (int i = 0; i < registers.Length; i++)
        {
            registers[i] = new BitRegister(Registers[i].Name, Registers[i].Size, offset);
            offset += Registers[i].Size;
        }

        return [.. registers];
    }
}
