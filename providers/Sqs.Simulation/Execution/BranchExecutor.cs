using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Random;
using Sqs.Simulation.States;

namespace Sqs.Simulation.Execution;

/// <summary>
/// Runs branches of a lowered program to their ends, depth first. At a random event a branch divides: its shots are split over the
/// outcomes, or, in exact runs, every outcome is followed with its weight. Not thread safe; one a worker.
/// </summary>
internal sealed class BranchExecutor
{
    // A loop on a measured bit goes on for ever with ever smaller weight. Outcomes of a loop below this weight are left out: no
    // number of them that can be enumerated changes a printed probability.
    private const double NegligibleWeight = 1e-30;

    private readonly LoweredProgram _program;
    private readonly ClassicalMemory _memory;
    private readonly ExpressionEvaluator _evaluator;
    private readonly BoundGate?[] _gates;
    private readonly ExecutionOptions _options;
    private readonly Stack<Fork> _forks = new();

    /// <summary>Creates an executor for one parameter set.</summary>
    /// <param name="program">The program.</param>
    /// <param name="inputs">Values of its inputs.</param>
    /// <param name="options">Seed, limits and the kind of run.</param>
    public BranchExecutor(LoweredProgram program, ClassicalValue[] inputs, ExecutionOptions options)
    {
        _program = program;
        _options = options;
        _memory = new ClassicalMemory(program.Source, inputs);
        _evaluator = new ExpressionEvaluator(program.Source, _memory);
        _gates = new BoundGate?[program.Instructions.Length];
        for (int i = 0; i < _gates.Length; i++)
        {
            if (program.Instructions[i] is UnitaryInstruction unitary && ConstantAnalysis.IsFixed(unitary))
                _gates[i] = BoundGate.Bind(unitary, _evaluator);
        }
    }

    /// <summary>Random events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Gates applied so far.</summary>
    public long GatesApplied { get; private set; }

    /// <summary>Widest state of a branch that has ended.</summary>
    public int MaximumWidth { get; private set; }

    /// <summary>Runs a group of shots from the start of the program.</summary>
    /// <param name="state">All qubits in |0&gt;; taken over.</param>
    /// <param name="shots">Number of shots; 0 in exact runs.</param>
    /// <param name="path">Random stream of the first choice.</param>
    /// <param name="sink">Receives the branches that end.</param>
    /// <param name="progress">Goes on with every branch that ends.</param>
    /// <param name="cancellation">Stops the run within milliseconds.</param>
    public void Run(QuantumState state, int shots, ulong path, ILeafSink sink, SetProgress progress, CancellationToken cancellation)
    {
        Branch? branch = new()
        {
            Memory = new ClassicalMemory(_program.Source),
            Loops = new LoopState[_program.LoopCount],
            State = state,
            Shots = shots,
            Path = path,
        };
        try
        {
            for (; branch is not null; branch = NextBranch())
            {
                _memory.CopyFrom(branch.Memory);
                if (Advance(branch, cancellation))
                    continue;
                branch.Memory.CopyFrom(_memory);
                MaximumWidth = Math.Max(MaximumWidth, branch.State.MaximumWidth);
                sink.Add(branch);
                progress.Advance(_options.IsExact ? branch.Weight : (double)branch.Shots / shots);
                branch.Dispose();
            }
        }
        finally
        {
            branch?.Dispose();
            while (_forks.TryPop(out Fork? fork))
                fork.Branch.Dispose();
        }
    }

    // The next outcome of the latest event: a copy of the branch, or the branch itself for the last outcome.
    private Branch? NextBranch()
    {
        Fork? fork;
        while (_forks.TryPeek(out fork) && fork.Choices.Count == 0)
            _forks.Pop().Branch.Dispose();
        if (fork is null)
            return null;
        Choice choice = fork.Choices[fork.Next++];
        bool isLast = fork.Next == fork.Choices.Count;
        if (isLast)
            _forks.Pop();
        Branch branch = isLast ? fork.Branch : Copy(fork.Branch);
        fork.Take(branch, choice);
        branch.Shots = choice.Shots;
        branch.Weight *= choice.Probability;
        branch.Path = CounterRandom.Combine(branch.Path, (ulong)choice.Outcome);
        return branch;
    }

    private Branch Copy(Branch branch)
    {
        var memory = new ClassicalMemory(_program.Source);
        memory.CopyFrom(branch.Memory);
        return new Branch
        {
            Position = branch.Position,
            Memory = memory,
            Loops = [.. branch.Loops],
            State = branch.State.Clone(),
            Weight = branch.Weight,
            Path = branch.Path,
            Iterations = branch.Iterations,
        };
    }

    // Runs a branch up to its next random event, which it leaves as a fork, or to its end. Returns whether there is a fork.
    private bool Advance(Branch branch, CancellationToken cancellation)
    {
        Instruction[] instructions = _program.Instructions;
        while (branch.Position < instructions.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (instructions[branch.Position])
            {
                case UnitaryInstruction unitary:
                    GatesApplied++;
                    branch.State.Apply(_gates[branch.Position] ?? BoundGate.Bind(unitary, _evaluator));
                    branch.Position++;
                    break;
                case GateInstruction gate:
                    GatesApplied++;
                    branch.State.Apply(gate.Gate);
                    branch.Position++;
                    break;
                case SweepInstruction sweep:
                    GatesApplied += sweep.GateCount;
                    branch.State.Apply(sweep);
                    branch.Position++;
                    break;
                case JoinInstruction join:
                    branch.State.Join(join.Qubits);
                    branch.Position++;
                    break;
                case MeasureInstruction measure:
                    if (Measure(branch, measure))
                        return true;
                    branch.Position++;
                    break;
                case ResetInstruction reset:
                    if (Reset(branch, _evaluator.Resolve(reset.Qubit)))
                        return true;
                    branch.Position++;
                    break;
                case ChannelInstruction noise:
                    if (ApplyChannel(branch, noise))
                        return true;
                    branch.Position++;
                    break;
                case MisreadInstruction measurement:
                    Misread(branch, measurement);
                    return true;
                default:
                    RunClassical(branch, instructions[branch.Position]);
                    break;
            }
        }

        return false;
    }

    // Measures one group of joined qubits at a time; the others follow when the instruction runs again with these known.
    private bool Measure(Branch branch, MeasureInstruction measure)
    {
        QubitOperand[] operands = measure.Qubits;
        Span<int> joint = stackalloc int[operands.Length];
        int count = 0;
        for (int i = 0; i < operands.Length; i++)
        {
            int qubit = _evaluator.Resolve(operands[i]);
            if (branch.State.TryGetValue(qubit, out _) || (measure.Bits[i] is null && branch.State.TryDephase(qubit)))
                continue;
            if (count == 0 || branch.State.AreJoined(joint[0], qubit))
                joint[count++] = qubit;
        }

        if (count > 0)
        {
            Divide(branch, joint[..branch.State.PickJoint(joint[..count])].ToArray());
            return true;
        }

        for (int i = 0; i < operands.Length; i++)
        {
            if (measure.Bits[i] is not { } bit)
                continue;
            branch.State.TryGetValue(_evaluator.Resolve(operands[i]), out bool value);
            _memory.Bits[_evaluator.Resolve(bit)] = value;
        }

        return false;
    }

    // An entangled qubit of a pure state is measured first; when the reset runs again its value is known.
    private bool Reset(Branch branch, int qubit)
    {
        if (branch.State.TryReset(qubit))
            return false;
        Divide(branch, [qubit]);
        return true;
    }

    private void Divide(Branch branch, int[] qubits) =>
        Divide(branch, branch.State.Distribution(qubits), (child, choice) => child.State.Collapse(qubits, choice.Outcome, choice.Probability));

    private bool ApplyChannel(Branch branch, ChannelInstruction noise)
    {
        if (branch.State.TryApply(noise.Channel, noise.Qubits))
            return false;
        Divide(branch, branch.State.Distribution(noise.Channel, noise.Qubits), (child, choice) =>
        {
            child.State.Apply(noise.Channel, noise.Qubits, (int)choice.Outcome, choice.Probability);
            child.Position++;
        });
        return true;
    }

    private void Misread(Branch branch, MisreadInstruction measurement)
    {
        int bit = measurement.Bit is { } target ? _evaluator.Resolve(target) : -1;
        Divide(branch, branch.State.Distribution(measurement), (child, choice) =>
        {
            child.State.Collapse(measurement, (int)choice.Outcome, choice.Probability);
            if (bit >= 0)
                child.Memory.Bits[bit] = (choice.Outcome & 1) != 0;
            child.Position++;
        });
    }

    private void Divide(Branch branch, double[] distribution, Action<Branch, Choice> take)
    {
        Events++;
        branch.Memory.CopyFrom(_memory);
        var choices = new List<Choice>();
        if (_options.IsExact)
        {
            ShotSplit.All(distribution, choices);
            if (branch.Iterations > 0)
                choices.RemoveAll(c => branch.Weight * c.Probability < NegligibleWeight);
        }
        else
        {
            var random = new RandomSequence(_options.Seed, branch.Path);
            ShotSplit.Draw(distribution, branch.Shots, ref random, choices);
        }

        _forks.Push(new Fork(branch, choices, take));
    }

    private void RunClassical(Branch branch, Instruction instruction)
    {
        int next = branch.Position + 1;
        switch (instruction)
        {
            case AssignInstruction assign:
                _evaluator.Run(assign.Operation);
                break;
            case BranchInstruction choice:
                next = _evaluator.IsTrue(choice.Condition) ? next : choice.Otherwise;
                break;
            case JumpInstruction jump:
                if (jump.Target < next)
                    CountIteration(branch, jump);
                next = jump.Target;
                break;
            case SwitchInstruction choice:
                next = Control.Target(choice, _evaluator.ToInteger(choice.Target));
                break;
            case ForStartInstruction start:
                branch.Loops[start.Slot] = ForLoop.Start(start, _evaluator);
                break;
            case ForNextInstruction loop:
                next = ForLoop.TryNext(loop, ref branch.Loops[loop.Slot], _evaluator, _memory) ? next : loop.Exit;
                break;
        }

        branch.Position = next;
    }

    private void CountIteration(Branch branch, Instruction instruction)
    {
        if (++branch.Iterations > _options.LoopLimit)
            throw new DiagnosticException(SimulationDiagnostics.LoopLimit.At(instruction.Span, _options.LoopLimit));
    }

    private sealed record Fork(Branch Branch, List<Choice> Choices, Action<Branch, Choice> Take)
    {
        public int Next { get; set; }
    }
}
