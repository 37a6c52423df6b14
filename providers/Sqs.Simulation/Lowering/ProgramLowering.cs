using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Noise;

namespace Sqs.Simulation.Lowering;

/// <summary>Turns the tree of blocks of a program into a flat list of instructions with jumps, gates expanded.</summary>
internal sealed class ProgramLowering
{
    private readonly List<Instruction> _instructions = [];
    private readonly Stack<Loop> _loops = new();
    private readonly List<JumpInstruction> _ends = [];
    private readonly NoiseInsertion? _noise;
    private int _loopCount;
    private long _remainingGates = GateExpansion.MaximumGates;

    private ProgramLowering(int qubitCount, NoiseModel? noise) =>
        _noise = noise is null ? null : new NoiseInsertion(noise, qubitCount, _instructions);

    /// <summary>Lowers a verified program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="noise">Noise to write behind the instructions, or null.</param>
    /// <returns>The instructions.</returns>
    /// <exception cref="DiagnosticException">A gate cannot be expanded, or its noise is only known at run time.</exception>
    public static LoweredProgram Lower(CircuitProgram program, NoiseModel? noise = null)
    {
        var lowering = new ProgramLowering(program.QubitCount, noise);
        lowering.LowerBlock(program.Body);
        foreach (JumpInstruction end in lowering._ends)
            end.Target = lowering._instructions.Count;
        return new LoweredProgram(program, [.. lowering._instructions], lowering._loopCount);
    }

    private void LowerBlock(Block block)
    {
        EquatableArray<Operation> operations = block.Operations;
        for (int i = 0; i < operations.Count; i++)
        {
            if (operations[i] is MeasureOperation)
                i = LowerMeasurements(operations, i);
            else
                Lower(operations[i]);
        }
    }

    private void Lower(Operation operation)
    {
        switch (operation)
        {
            case GateOperation gate:
                LowerGate(gate);
                break;
            case ResetOperation reset:
                LowerReset(new ResetInstruction(reset.Qubit, reset.Origin));
                break;
            case DelayOperation delay:
                _noise?.Add(delay);
                break;
            case BoxOperation box:
                LowerBlock(box.Body);
                break;
            case IfOperation branch:
                LowerIf(branch);
                break;
            case SwitchOperation choice:
                LowerSwitch(choice);
                break;
            case ForOperation loop:
                LowerFor(loop);
                break;
            case WhileOperation loop:
                LowerWhile(loop);
                break;
            case BreakOperation:
                Jump(_loops.Peek().Breaks, operation);
                break;
            case ContinueOperation:
                Jump(_loops.Peek().Continues, operation);
                break;
            case AssignOperation assign:
                _instructions.Add(new AssignInstruction(assign));
                break;
            case EndOperation:
                Jump(_ends, operation);
                break;
            case BarrierOperation barrier:
                _noise?.Add(barrier);
                break;
            default:
                throw new InvalidOperationException($"{operation.GetType().Name} has no lowering.");
        }
    }

    private void LowerGate(GateOperation gate)
    {
        if (_noise is null)
        {
            GateExpansion.Expand(gate, _instructions, ref _remainingGates);
            return;
        }

        var expanded = new List<Instruction>();
        GateExpansion.Expand(gate, expanded, ref _remainingGates);
        foreach (UnitaryInstruction part in expanded.Cast<UnitaryInstruction>())
            _noise.Add(part);
    }

    private void LowerReset(ResetInstruction reset)
    {
        if (_noise is null)
            _instructions.Add(reset);
        else
            _noise.Add(reset);
    }

    // Qubits meet at the ends of blocks, whose durations differ from shot to shot.
    private void LowerNested(Block block, Origin? origin)
    {
        _noise?.Synchronise(origin);
        LowerBlock(block);
        _noise?.Synchronise(origin);
    }

    // Neighbouring measurements of different known qubits become one instruction. A bit chosen at run time may depend on an
    // outcome of the same group, so such a measurement stands alone.
    private int LowerMeasurements(EquatableArray<Operation> operations, int first)
    {
        var qubits = new List<QubitOperand>();
        var bits = new List<BitOperand?>();
        int index = first;
        for (; index < operations.Count && operations[index] is MeasureOperation measure; index++)
        {
            bool isStatic = measure.Qubit.IsStatic && measure.Target is null or { IsStatic: true };
            if (qubits.Count > 0 && (!isStatic || !qubits[0].IsStatic || bits[0] is { IsStatic: false } || qubits.Contains(measure.Qubit)))
                break;
            qubits.Add(measure.Qubit);
            bits.Add(measure.Target);
        }

        var joint = new MeasureInstruction([.. qubits], [.. bits], operations[first].Origin);
        if (_noise is null)
            _instructions.Add(joint);
        else
            _noise.Add(joint);
        return index - 1;
    }

    private void LowerIf(IfOperation operation)
    {
        _noise?.Synchronise(operation.Origin);
        var branch = new BranchInstruction(operation.Condition, operation.Origin);
        _instructions.Add(branch);
        LowerNested(operation.Then, operation.Origin);
        if (operation.Else is null)
        {
            branch.Otherwise = _instructions.Count;
            return;
        }

        var over = new JumpInstruction(operation.Origin);
        _instructions.Add(over);
        branch.Otherwise = _instructions.Count;
        LowerNested(operation.Else, operation.Origin);
        over.Target = _instructions.Count;
    }

    private void LowerSwitch(SwitchOperation operation)
    {
        _noise?.Synchronise(operation.Origin);
        var choice = new SwitchInstruction(operation.Target, operation.Origin);
        _instructions.Add(choice);
        var exits = new List<JumpInstruction>();
        foreach (SwitchCase branch in operation.Cases)
        {
            foreach (long label in branch.Labels)
                choice.Cases.Add(label, _instructions.Count);
            LowerNested(branch.Body, operation.Origin);
            Jump(exits, operation);
        }

        choice.Default = _instructions.Count;
        if (operation.Default is not null)
            LowerNested(operation.Default, operation.Origin);
        Land(exits);
    }

    private void LowerFor(ForOperation operation)
    {
        _noise?.Synchronise(operation.Origin);
        int slot = _loopCount++;
        _instructions.Add(new ForStartInstruction(slot, operation));
        int head = _instructions.Count;
        var next = new ForNextInstruction(slot, operation);
        _instructions.Add(next);
        LowerLoopBody(operation.Body, head, operation);
        next.Exit = _instructions.Count;
    }

    private void LowerWhile(WhileOperation operation)
    {
        _noise?.Synchronise(operation.Origin);
        int head = _instructions.Count;
        var branch = new BranchInstruction(operation.Condition, operation.Origin);
        _instructions.Add(branch);
        LowerLoopBody(operation.Body, head, operation);
        branch.Otherwise = _instructions.Count;
    }

    private void LowerLoopBody(Block body, int head, Operation loop)
    {
        _loops.Push(new Loop([], []));
        LowerNested(body, loop.Origin);
        Loop done = _loops.Pop();
        foreach (JumpInstruction jump in done.Continues)
            jump.Target = head;
        _instructions.Add(new JumpInstruction(loop.Origin) { Target = head });
        Land(done.Breaks);
    }

    // A jump out of a block is an end of it.
    private void Jump(List<JumpInstruction> jumps, Operation operation)
    {
        _noise?.Synchronise(operation.Origin);
        var jump = new JumpInstruction(operation.Origin);
        _instructions.Add(jump);
        jumps.Add(jump);
    }

    private void Land(List<JumpInstruction> jumps)
    {
        foreach (JumpInstruction jump in jumps)
            jump.Target = _instructions.Count;
    }

    private readonly record struct Loop(List<JumpInstruction> Breaks, List<JumpInstruction> Continues);
}
