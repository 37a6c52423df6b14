using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Linear;

/// <summary>
/// Runs the classical part of a program once, ahead of all shots, following which bits and variables hang on an outcome. Where none of
/// those is ever read the quantum part is a fixed list of operations: loops are unrolled, conditions decided, angles numbers.
/// </summary>
internal sealed class LinearTrace
{
    private const int MostOperations = 4_000_000;
    private const int CancellationMask = 255;

    private readonly LoweredProgram _program;
    private readonly RecordLayout _layout;
    private readonly long _loopLimit;
    private readonly ClassicalMemory _memory;
    private readonly ExpressionEvaluator _evaluator;
    private readonly bool[] _randomBits;
    private readonly int[] _writers;
    private readonly int[] _wires;
    private readonly LoopState[] _loops;
    private readonly List<LinearOperation> _operations = [];
    private readonly HashSet<int> _touched = [];
    private int _wireCount;
    private long _iterations;

    private LinearTrace(LoweredProgram program, RecordLayout layout, ClassicalValue[] inputs, long loopLimit)
    {
        _program = program;
        _layout = layout;
        _loopLimit = loopLimit;
        _memory = new ClassicalMemory(program.Source, inputs);
        _evaluator = new ExpressionEvaluator(program.Source, _memory);
        _randomBits = new bool[program.Source.BitCount];
        _writers = new int[program.Source.BitCount];
        _wires = [.. Enumerable.Range(0, program.Source.QubitCount)];
        _wireCount = _wires.Length;
        _loops = new LoopState[program.LoopCount];
    }

    /// <summary>Traces a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="layout">Which bits a record holds.</param>
    /// <param name="inputs">Values of the inputs.</param>
    /// <param name="loopLimit">Most loop iterations.</param>
    /// <param name="cancellation">Stops the trace.</param>
    /// <returns>The list of operations, or why there is none: an outcome is read or the list grows too long.</returns>
    /// <exception cref="DiagnosticException">The program fails in every shot.</exception>
    public static (LinearProgram? Program, string? Obstacle) Find(
        LoweredProgram program, RecordLayout layout, ClassicalValue[] inputs, long loopLimit, CancellationToken cancellation)
    {
        var trace = new LinearTrace(program, layout, inputs, loopLimit);
        if (trace.Run(cancellation))
            return (trace.Finish(), null);
        return (null, trace._operations.Count > MostOperations ? $"it goes through more than {MostOperations} gates" : "an outcome decides what it does");
    }

    private bool Run(CancellationToken cancellation)
    {
        Instruction[] instructions = _program.Instructions;
        int position = 0;
        while (position < instructions.Length)
        {
            if (_operations.Count > MostOperations)
                return false;
            if ((position & CancellationMask) == 0)
                cancellation.ThrowIfCancellationRequested();
            Instruction instruction = instructions[position];
            int next = position + 1;
            switch (instruction)
            {
                case UnitaryInstruction gate:
                    if (!gate.Unitary.Angles.All(IsKnown) || !gate.Targets.All(IsKnown) || !gate.Controls.All(IsKnown))
                        return false;
                    Append(BoundGate.Bind(gate, _evaluator));
                    break;
                case MeasureInstruction measure:
                    if (!TryMeasure(measure))
                        return false;
                    break;
                case MisreadInstruction measure:
                    if (measure.Bit is { Element: { } element } && !IsKnown(element))
                        return false;
                    Measure(_wires[measure.Qubit], measure.Bit, measure);
                    break;
                case ChannelInstruction noise:
                    Add(LinearOperation.Of(noise.On(Array.ConvertAll(noise.Qubits, qubit => _wires[qubit]))));
                    break;
                case ResetInstruction reset:
                    if (!IsKnown(reset.Qubit))
                        return false;
                    Reset(_evaluator.Resolve(reset.Qubit));
                    break;
                case AssignInstruction assign:
                    if (!TryAssign(assign.Operation))
                        return false;
                    break;
                case BranchInstruction choice:
                    if (!IsKnown(choice.Condition))
                        return false;
                    next = _evaluator.IsTrue(choice.Condition) ? next : choice.Otherwise;
                    break;
                case SwitchInstruction choice:
                    if (!IsKnown(choice.Target))
                        return false;
                    next = Control.Target(choice, _evaluator.ToInteger(choice.Target));
                    break;
                case JumpInstruction jump:
                    if (jump.Target < next && ++_iterations > _loopLimit)
                        throw new DiagnosticException(SimulationDiagnostics.LoopLimit.At(jump.Span, _loopLimit));
                    cancellation.ThrowIfCancellationRequested();
                    next = jump.Target;
                    break;
                case ForStartInstruction start:
                    if (!Bounds(start.Operation).All(IsKnown))
                        return false;
                    _loops[start.Slot] = ForLoop.Start(start, _evaluator);
                    break;
                case ForNextInstruction loop:
                    next = ForLoop.TryNext(loop, ref _loops[loop.Slot], _evaluator, _memory) ? next : loop.Exit;
                    break;
            }

            position = next;
        }

        return true;
    }

    private void Append(BoundGate gate)
    {
        if (gate.IsSwap)
            (_wires[gate.Targets[0]], _wires[gate.Targets[1]]) = (_wires[gate.Targets[1]], _wires[gate.Targets[0]]);
        else
            Add(new LinearOperation(gate.Relabel(_wires), -1, -1));
    }

    // A qubit that nothing has touched is in |0> as it is.
    private void Reset(int qubit)
    {
        if (_touched.Contains(_wires[qubit]))
            _wires[qubit] = _wireCount++;
    }

    private void Add(LinearOperation operation)
    {
        for (int w = 0; w < operation.WireCount; w++)
            _touched.Add(operation[w]);
        _operations.Add(operation);
    }

    private static IEnumerable<Expression> Bounds(ForOperation loop) =>
        loop.Values.Concat(((Expression?[])[loop.Start, loop.Step, loop.Stop]).OfType<Expression>());

    private bool TryMeasure(MeasureInstruction measure)
    {
        for (int i = 0; i < measure.Qubits.Length; i++)
        {
            if (!IsKnown(measure.Qubits[i]) || measure.Bits[i] is { Element: { } element } && !IsKnown(element))
                return false;
            Measure(_wires[_evaluator.Resolve(measure.Qubits[i])], measure.Bits[i], null);
        }

        return true;
    }

    private void Measure(int wire, BitOperand? target, MisreadInstruction? misread)
    {
        int record = -1;
        if (target is { } operand)
        {
            int bit = _evaluator.Resolve(operand);
            Forget(bit);
            _randomBits[bit] = true;
            _writers[bit] = _operations.Count;
            record = _layout.RecordBit(bit);
        }

        Add(new LinearOperation(null, wire, record) { Misread = misread });
    }

    // An earlier outcome in a bit that is written again is dropped.
    private void Forget(int bit)
    {
        if (_randomBits[bit])
            _operations[_writers[bit]] = _operations[_writers[bit]] with { RecordBit = -1 };
        _randomBits[bit] = false;
    }

    private bool TryAssign(AssignOperation assign)
    {
        if (!IsKnown(assign.Value))
            return false;
        switch (assign.Target)
        {
            case BitTarget target:
                if (target.Bit.Element is { } element && !IsKnown(element))
                    return false;
                Forget(_evaluator.Resolve(target.Bit));
                break;
            case RegisterTarget target:
                BitRegister register = _program.Source.BitRegisters[target.Register];
                for (int i = 0; i < register.Size; i++)
                    Forget(register.Offset + i);
                break;
            case VariableTarget target when !target.Indices.All(IsKnown):
                return false;
        }

        _evaluator.Run(assign);
        return true;
    }

    // Variables only ever take known values here, so bits alone can be random.
    private bool IsKnown(Expression expression)
    {
        foreach (Expression part in expression.DescendantsAndSelf())
        {
            switch (part)
            {
                case BitExpression bit when _randomBits[bit.Bit]:
                    return false;
                case RegisterExpression register:
                    BitRegister bits = _program.Source.BitRegisters[register.Register];
                    if (_randomBits.AsSpan(bits.Offset, bits.Size).Contains(true))
                        return false;
                    break;
            }
        }

        return true;
    }

    private bool IsKnown(QubitOperand operand) => operand.Element is null || IsKnown(operand.Element);

    private LinearProgram Finish()
    {
        for (int bit = 0; bit < _randomBits.Length; bit++)
        {
            if (_randomBits[bit])
                _memory.Bits[bit] = false;
        }

        ulong[] record = new ulong[_layout.Words];
        _layout.Pack(_memory.Bits, record);
        return new LinearProgram(_operations, _wireCount, _memory, record);
    }
}
