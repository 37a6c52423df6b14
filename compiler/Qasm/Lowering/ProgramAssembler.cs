using System.Collections.Immutable;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Lowering;

/// <summary>
/// Collects the declarations and operations of a program while its text is bound, and puts the program together at the end:
/// local names made unique, loop variables behind the others.
/// </summary>
internal sealed class ProgramAssembler
{
    private readonly List<InputParameter> _inputs = [];
    private readonly List<QubitRegister> _qubits = [];
    private readonly List<BitRegister> _bits = [];
    private readonly List<(ClassicalVariable Variable, bool IsGlobal, bool IsLoop)> _variables = [];
    private readonly List<CompositeGate> _gates = [];
    private readonly HashSet<CompositeGate> _used = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<int> _globalBits = [];
    private readonly HashSet<string> _outputs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, bool> _physical = [];
    private ImmutableArray<Operation>.Builder _operations = ImmutableArray.CreateBuilder<Operation>();
    private bool _remapsQubits;
    private bool _keeps;

    /// <summary>Flat indices of physical qubits before they get their place behind or instead of declared ones.</summary>
    public const int PhysicalBase = 1 << 28;

    public IReadOnlyList<QubitRegister> QubitRegisters => _qubits;

    public IReadOnlyList<BitRegister> BitRegisters => _bits;

    public int QubitCount => _qubits.Count == 0 ? 0 : _qubits[^1].Offset + _qubits[^1].Size;

    public int BitCount => _bits.Count == 0 ? 0 : _bits[^1].Offset + _bits[^1].Size;

    /// <summary>Number of operations appended to the current block.</summary>
    public int OperationCount => _operations.Count;

    /// <summary>Operations appended in all, over every block.</summary>
    public long TotalOperations { get; private set; }

    /// <summary>Whether operations are dropped instead of kept, for a check without a result.</summary>
    public bool DropsOperations { get; init; }

    public int DeclareQubits(string name, int size, bool isScalar)
    {
        _qubits.Add(new QubitRegister(name, size, QubitCount, isScalar));
        return _qubits.Count - 1;
    }

    public int DeclareBits(string name, int size, bool isScalar, bool isGlobal)
    {
        _bits.Add(new BitRegister(name, size, BitCount, isScalar, isGlobal));
        if (isGlobal)
            _globalBits.Add(_bits.Count - 1);
        return _bits.Count - 1;
    }

    public int DeclareVariable(string name, ClassicalType type, bool isGlobal, bool isLoop = false)
    {
        _variables.Add((new ClassicalVariable(name, type, isGlobal), isGlobal, isLoop));
        return _variables.Count - 1;
    }

    public ClassicalType TypeOfVariable(int variable) => _variables[variable].Variable.Type;

    public InputExpression DeclareInput(string name, ClassicalType type)
    {
        _inputs.Add(new InputParameter(name, type));
        return new InputExpression(_inputs.Count - 1, type);
    }

    public void MarkOutput(string name) => _outputs.Add(name);

    public int Physical(int index)
    {
        _physical[index] = true;
        return PhysicalBase + index;
    }

    /// <summary>Keeps a definition, and before it those its body uses.</summary>
    public void Use(CompositeGate gate)
    {
        if (!_used.Add(gate))
            return;
        foreach (Operation operation in gate.Body.Operations)
        {
            if (operation is GateOperation { Gate: CompositeGate inner })
                Use(inner);
        }

        _gates.Add(gate);
    }

    public void Add(Operation operation)
    {
        TotalOperations++;
        if (_keeps || !DropsOperations)
            _operations.Add(operation);
    }

    /// <summary>Collects what a callback appends into a block of its own.</summary>
    /// <param name="fill">Appends operations.</param>
    /// <param name="keep">Keeps the operations even where the program's are dropped: a gate body is compared and called.</param>
    public Block Nested(Action fill, bool keep = false)
    {
        bool outerKeep = _keeps;
        _keeps |= keep;
        ImmutableArray<Operation>.Builder outer = _operations;
        _operations = ImmutableArray.CreateBuilder<Operation>();
        try
        {
            fill();
            return new Block(new EquatableArray<Operation>(_operations.DrainToImmutable()));
        }
        finally
        {
            _operations = outer;
            _keeps = outerKeep;
        }
    }

    /// <summary>The state to go back to when something was bound on trial.</summary>
    public (int Bits, int Variables) Mark() => (_bits.Count, _variables.Count);

    /// <summary>Forgets the declarations made since a mark.</summary>
    public void Rewind((int Bits, int Variables) mark)
    {
        _bits.RemoveRange(mark.Bits, _bits.Count - mark.Bits);
        _variables.RemoveRange(mark.Variables, _variables.Count - mark.Variables);
    }

    /// <summary>The program.</summary>
    /// <param name="name">A name for people.</param>
    public CircuitProgram Build(string name)
    {
        var body = new Block(new EquatableArray<Operation>(_operations.DrainToImmutable()));
        int declared = QubitCount;
        if (_physical.Count > 0)
        {
            _qubits.Add(new QubitRegister("$", _physical.Keys.Last() + 1, declared, IsPhysical: true));
            _remapsQubits = true;
        }

        int[] order = [.. Enumerable.Range(0, _variables.Count).OrderBy(i => _variables[i].IsLoop)];
        int[] place = new int[order.Length];
        bool moved = false;
        for (int i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
            moved |= order[i] != i;
        }

        if (moved || _remapsQubits)
        {
            var renumbering = new IndexRenumbering(place, qubit => qubit >= PhysicalBase ? qubit - PhysicalBase + declared : qubit);
            body = renumbering.Rewrite(body);
        }

        var names = new LocalNames(
            _inputs.Select(i => i.Name)
                .Concat(_qubits.Select(q => q.Name))
                .Concat(_gates.Select(g => g.Name))
                .Concat(_bits.Where((_, i) => _globalBits.Contains(i)).Select(b => b.Name))
                .Concat(_variables.Where(v => v.IsGlobal).Select(v => v.Variable.Name)));
        bool declaresOutputs = _outputs.Count > 0;
        return new CircuitProgram
        {
            Name = name,
            Inputs = [.. _inputs],
            QubitRegisters = [.. _qubits],
            BitRegisters = [.. _bits.Select((b, i) => _globalBits.Contains(i)
                ? b with { IsReported = !declaresOutputs || _outputs.Contains(b.Name) }
                : b with { Name = names.Unique(b.Name) })],
            Variables = [.. order.Select(i => Name(_variables[i]))],
            Gates = [.. _gates],
            Body = body,
        };

        ClassicalVariable Name((ClassicalVariable Variable, bool IsGlobal, bool IsLoop) entry) => entry.IsGlobal
            ? entry.Variable with { IsReported = !declaresOutputs || _outputs.Contains(entry.Variable.Name) }
            : entry.Variable with { Name = names.Unique(entry.Variable.Name), IsReported = false };
    }
}
