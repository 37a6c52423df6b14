using Sqs.Simulation.Chains;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Plans;

/// <summary>
/// Counts the multiplications of complex numbers that a part of a program takes at most: every outcome is taken to occur until there are as many
/// branches as shots, and every state to be as wide as the widest.
/// </summary>
/// <param name="shots">Most branches: the number of shots; infinite for exact runs.</param>
/// <param name="isAlone">Whether every shot runs alone.</param>
internal sealed class CostEstimate(double shots, bool isAlone)
{
    private double _records = 1;

    /// <summary>Groups of shots that run on their own by now.</summary>
    public double Branches => isAlone ? shots : Math.Min(shots, _records);

    /// <summary>Multiplications so far.</summary>
    public double Multiplications { get; private set; }

    /// <summary>Adds a chain of contracted operators.</summary>
    /// <param name="segments">Its segments.</param>
    public void Add(IEnumerable<SegmentSize> segments)
    {
        foreach (SegmentSize segment in segments)
        {
            Multiplications += segment.Contraction + (Branches * segment.Entries);
            Measure(segment.OutcomeBits);
        }
    }

    /// <summary>Adds instructions, each once: how often a loop goes round is not known.</summary>
    /// <param name="program">The instructions.</param>
    /// <param name="wires">Qubits of the widest state, twice as many for density matrices.</param>
    public void Add(LoweredProgram program, int wires)
    {
        double amplitudes = Math.Pow(2, wires);
        foreach (Instruction instruction in program.Instructions)
        {
            Multiplications += Branches * amplitudes * Multiplicity(instruction);
            if (instruction is MeasureInstruction measure)
                Measure(measure.Qubits.Length);
            else if (instruction is MisreadInstruction)
                Measure(1);
        }
    }

    // Multiplications for each amplitude of the state.
    private static double Multiplicity(Instruction instruction) => instruction switch
    {
        UnitaryInstruction gate => 1 << gate.Targets.Length,
        GateInstruction gate => 1 << gate.Gate.Targets.Length,
        SweepInstruction sweep => sweep.GateCount,
        ChannelInstruction channel => 1 << (2 * channel.Qubits.Length),
        MeasureInstruction or MisreadInstruction or ResetInstruction => 1,
        _ => 0,
    };

    private void Measure(int bits) => _records *= Math.Pow(2, bits);
}
