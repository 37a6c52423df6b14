using System.Runtime.InteropServices;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Simulation.Execution;

/// <summary>Collects sampled branches: each with its record, its shots and its classical outputs.</summary>
internal sealed class ShotSink : ILeafSink
{
    private readonly RecordLayout _layout;
    private readonly int[] _outputs;
    private readonly List<ulong> _words = [];
    private readonly List<int> _shots = [];
    private readonly List<ClassicalValue[][]> _values = [];

    /// <summary>Creates an empty sink.</summary>
    /// <param name="program">The program.</param>
    /// <param name="layout">What a record holds.</param>
    public ShotSink(CircuitProgram program, RecordLayout layout)
        : this(layout, [.. Enumerable.Range(0, program.Variables.Count).Where(i => program.Variables[i].IsReported)])
    {
    }

    private ShotSink(RecordLayout layout, int[] outputs)
    {
        _layout = layout;
        _outputs = outputs;
    }

    /// <summary>The records, one a branch.</summary>
    public ReadOnlySpan<ulong> Words => CollectionsMarshal.AsSpan(_words);

    /// <summary>The shots of each branch.</summary>
    public ReadOnlySpan<int> Shots => CollectionsMarshal.AsSpan(_shots);

    /// <summary>The outputs of each branch; empty where the program reports none.</summary>
    public IReadOnlyList<ClassicalValue[][]> Values => _values;

    /// <inheritdoc/>
    public void Add(Branch branch)
    {
        Span<ulong> record = _layout.Words <= 16 ? stackalloc ulong[_layout.Words] : new ulong[_layout.Words];
        _layout.Pack(branch.Memory.Bits, record);
        foreach (ulong word in record)
            _words.Add(word);
        _shots.Add(branch.Shots);
        if (_outputs.Length > 0)
            _values.Add(Array.ConvertAll(_outputs, variable => branch.Memory.Variable(variable).ToArray()));
    }

    /// <inheritdoc/>
    public ILeafSink CreatePart() => new ShotSink(_layout, _outputs);

    /// <inheritdoc/>
    public void Add(ILeafSink part)
    {
        var other = (ShotSink)part;
        _words.AddRange(other._words);
        _shots.AddRange(other._shots);
        _values.AddRange(other._values);
    }
}
