using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Neurons.Ansaetze;

/// <summary>
/// The ansatz of arXiv 2506.21324 for one input-output and one memory qubit: <c>crx(ent) memory, io; rx(mem) memory; rx(in) io</c>. For more
/// qubits the controlled rotations run along the line memory 0, io 0, memory 1, io 1, ... with what is left of the longer kind at its end, each from
/// one qubit to the next; so a neuron always embeds into a line of a device. Angles: one <c>ent</c> a link, one <c>mem</c> a memory qubit,
/// one <c>in</c> an input-output qubit.
/// </summary>
public sealed record ChainAnsatz : Ansatz
{
    /// <summary>The name of the kind in graph documents.</summary>
    public const string KindName = "chain";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override EquatableArray<string> ParameterNames(int ioQubits, int memoryQubits) =>
        [.. Names("ent", ioQubits + memoryQubits - 1), .. Names("mem", memoryQubits), .. Names("in", ioQubits)];

    /// <inheritdoc/>
    public override void Append(CircuitBuilder builder, ReadOnlySpan<int> io, ReadOnlySpan<int> memory, ReadOnlySpan<Expression> angles)
    {
        ArgumentNullException.ThrowIfNull(builder);
        int[] line = Line(io, memory);
        int next = 0;
        for (int link = 0; link + 1 < line.Length; link++)
            builder.Gate("crx", angles[next++], line[link], line[link + 1]);
        foreach (int qubit in memory)
            builder.Gate("rx", angles[next++], qubit);
        foreach (int qubit in io)
            builder.Gate("rx", angles[next++], qubit);
    }

    private static int[] Line(ReadOnlySpan<int> io, ReadOnlySpan<int> memory)
    {
        var line = new List<int>(io.Length + memory.Length);
        for (int i = 0; i < Math.Max(io.Length, memory.Length); i++)
        {
            if (i < memory.Length)
                line.Add(memory[i]);
            if (i < io.Length)
                line.Add(io[i]);
        }

        return [.. line];
    }

    private static IEnumerable<string> Names(string stem, int count) =>
        count == 1 ? [stem] : Enumerable.Range(0, Math.Max(0, count)).Select(i => $"{stem}{i}");
}
