using System.Collections.Immutable;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir;

/// <summary>
/// Builds a <see cref="CircuitProgram"/>: declare registers, inputs and variables, append operations, then <see cref="Build"/>.
/// Blocks of control flow are filled inside callbacks. Not thread safe. Arguments are checked by <see cref="CircuitVerifier"/>.
/// </summary>
public sealed class CircuitBuilder
{
    private readonly List<InputParameter> _inputs = [];
    private readonly List<QubitRegister> _qubits = [];
    private readonly List<BitRegister> _bits = [];
    private readonly List<ClassicalVariable> _variables = [];
    private readonly List<CompositeGate> _gates = [];
    private readonly string _name;
    private ImmutableArray<Operation>.Builder _operations = ImmutableArray.CreateBuilder<Operation>();

    /// <summary>Starts an empty program.</summary>
    /// <param name="name">A name for people.</param>
    public CircuitBuilder(string name = "program") => _name = name;

    /// <summary>The origin given to the operations that follow.</summary>
    public Origin? Origin { get; set; }

    /// <summary>Number of qubits declared so far.</summary>
    public int QubitCount => _qubits.Count == 0 ? 0 : _qubits[^1].Offset + _qubits[^1].Size;

    /// <summary>Number of bits declared so far.</summary>
    public int BitCount => _bits.Count == 0 ? 0 : _bits[^1].Offset + _bits[^1].Size;

    /// <summary>Declares a register of qubits.</summary>
    /// <param name="name">Identifier.</param>
    /// <param name="size">Number of qubits.</param>
    /// <param name="isScalar">Declared without a size.</param>
    /// <returns>The register.</returns>
    public QubitRegister Qubits(string name, int size, bool isScalar = false)
    {
        var register = new QubitRegister(name, size, QubitCount, isScalar);
        _qubits.Add(register);
        return register;
    }

    /// <summary>Declares that the program uses physical qubits.</summary>
    /// <param name="count">One more than the highest index.</param>
    /// <returns>The register.</returns>
    public QubitRegister PhysicalQubits(int count)
    {
        var register = new QubitRegister("$", count, QubitCount, IsPhysical: true);
        _qubits.Add(register);
        return register;
    }

    /// <summary>Declares a register of bits.</summary>
    /// <param name="name">Identifier.</param>
    /// <param name="size">Number of bits.</param>
    /// <param name="isScalar">Declared without a size.</param>
    /// <param name="isReported">Whether results show it.</param>
    /// <returns>The register.</returns>
    public BitRegister Bits(string name, int size, bool isScalar = false, bool isReported = true)
    {
        var register = new BitRegister(name, size, BitCount, isScalar, isReported);
        _bits.Add(register);
        return register;
    }

    /// <summary>Declares an input.</summary>
    /// <param name="name">Identifier.</param>
    /// <param name="type">Its type; <c>angle</c> by default.</param>
    /// <returns>Its value as an expression.</returns>
    public InputExpression Input(string name, ClassicalType? type = null)
    {
        type ??= ClassicalType.Angle;
        _inputs.Add(new InputParameter(name, type));
        return new InputExpression(_inputs.Count - 1, type);
    }

    /// <summary>Declares a classical variable.</summary>
    /// <param name="name">Identifier.</param>
    /// <param name="type">Its type.</param>
    /// <param name="isReported">Whether results show it.</param>
    /// <returns>Its value as an expression.</returns>
    public VariableExpression Variable(string name, ClassicalType type, bool isReported = false)
    {
        _variables.Add(new ClassicalVariable(name, type, isReported));
        return new VariableExpression(_variables.Count - 1, type);
    }

    /// <summary>Keeps a gate definition in the program; one that is kept already is not kept twice.</summary>
    /// <param name="gate">The definition; those it uses come first.</param>
    public void Define(CompositeGate gate)
    {
        if (!_gates.Contains(gate))
            _gates.Add(gate);
    }

    /// <summary>Appends any operation. It gets <see cref="Origin"/> unless it has one.</summary>
    /// <param name="operation">The operation.</param>
    public void Add(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        _operations.Add(operation.Origin is null && Origin is not null ? operation with { Origin = Origin } : operation);
    }

    /// <summary>Appends a gate without angles.</summary>
    /// <param name="gate">Name in the gate table.</param>
    /// <param name="qubits">Operands.</param>
    public void Gate(string gate, params ReadOnlySpan<int> qubits) => Gate(GateTable.Find(gate), [], qubits);

    /// <summary>Appends a gate with one angle.</summary>
    /// <param name="gate">Name in the gate table.</param>
    /// <param name="angle">Radians.</param>
    /// <param name="qubits">Operands.</param>
    public void Gate(string gate, Expression angle, params ReadOnlySpan<int> qubits) => Gate(GateTable.Find(gate), [angle], qubits);

    /// <summary>Appends a gate.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="angles">Its angles, radians.</param>
    /// <param name="qubits">Operands.</param>
    public void Gate(Gate gate, EquatableArray<Expression> angles, ReadOnlySpan<int> qubits)
    {
        var operands = ImmutableArray.CreateBuilder<QubitOperand>(qubits.Length);
        foreach (int qubit in qubits)
            operands.Add(qubit);
        Add(new GateOperation(gate, angles, new EquatableArray<QubitOperand>(operands.MoveToImmutable())));
    }

    /// <summary>Appends a measurement.</summary>
    /// <param name="qubit">Flat qubit index.</param>
    /// <param name="bit">Flat bit index that takes the outcome.</param>
    public void Measure(int qubit, int bit) => Add(new MeasureOperation(qubit, (BitOperand)bit));

    /// <summary>Appends a reset.</summary>
    /// <param name="qubit">Flat qubit index.</param>
    public void Reset(int qubit) => Add(new ResetOperation(qubit));

    /// <summary>Appends a conditional.</summary>
    /// <param name="condition">A <c>bool</c> or <c>bit</c> expression.</param>
    /// <param name="then">Appends what runs when it holds.</param>
    /// <param name="otherwise">Appends what runs when it does not, or null.</param>
    public void If(Expression condition, Action then, Action? otherwise = null)
    {
        Block thenBlock = Nested(then);
        Add(new IfOperation(condition, thenBlock, otherwise is null ? null : Nested(otherwise)));
    }

    /// <summary>Collects what a callback appends into a block of its own.</summary>
    /// <param name="fill">Appends operations to this builder.</param>
    /// <returns>The block, not appended anywhere.</returns>
    public Block Nested(Action fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
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
        }
    }

    /// <summary>The condition that one bit has a value.</summary>
    /// <param name="bit">Flat bit index.</param>
    /// <param name="value">The value.</param>
    /// <returns>The bit itself, or its negation.</returns>
    public static Expression BitIs(int bit, bool value) =>
        value ? new BitExpression(bit) : new UnaryExpression(UnaryOperator.Not, new BitExpression(bit), ClassicalType.Bool);

    /// <summary>The condition that a register has a value.</summary>
    /// <param name="registerIndex">Index of the register in declaration order.</param>
    /// <param name="value">The value, bit 0 least significant.</param>
    /// <returns>A comparison of the register with a bit string constant of its width.</returns>
    public Expression RegisterIs(int registerIndex, System.Numerics.BigInteger value)
    {
        ClassicalType type = ClassicalType.BitRegister(_bits[registerIndex].Size);
        return new BinaryExpression(
            BinaryOperator.Equal,
            new RegisterExpression(registerIndex, type),
            new ConstantExpression(ClassicalValue.Bits(value, _bits[registerIndex].Size)),
            ClassicalType.Bool);
    }

    /// <summary>The program as built so far.</summary>
    /// <returns>An immutable program; the builder may go on.</returns>
    public CircuitProgram Build() => new()
    {
        Name = _name,
        Inputs = [.. _inputs],
        QubitRegisters = [.. _qubits],
        BitRegisters = [.. _bits],
        Variables = [.. _variables],
        Gates = [.. _gates],
        Body = new Block(new EquatableArray<Operation>(_operations.ToImmutable())),
    };
}
