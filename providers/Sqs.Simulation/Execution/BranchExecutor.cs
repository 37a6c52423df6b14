using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Random;
using Sqs.Simulation.States;

namespace Sqs.Simulation.Execution;

/// <summary>
/// Runs branches of a program to their ends, depth first. At a random event a branch divides: its shots are split over the
/// outcomes, or, in exact runs, every outcome is followed with its weight. Not thread safe; one a worker.
/// </summary>
internal sealed partial class BranchExecutor
{
    private readonly BoundProgram _program;
    private readonly ClassicalMemory _memory;
    private readonly ExpressionEvaluator _evaluator;
    private readonly ExecutionOptions _options;
    private readonly Stack<Fork> _forks = new();
    private Func<Branch, bool>? _isLeft;
    private List<Branch>? _left;

    /// <summary>Creates an executor for one parameter set.</summary>
    /// <param name="program">The program.</param>
    /// <param name="options">Seed, limits and the kind of run.</param>
    public BranchExecutor(BoundProgram program, ExecutionOptions options)
    {
        _program = program;
        _options = options;
        _memory = new ClassicalMemory(program.Source, program.Inputs);
        _evaluator = new ExpressionEvaluator(program.Source, _memory);
    }

    /// <summary>Random events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Gates applied so far.</summary>
    public long GatesApplied { get; private set; }

    /// <summary>Widest state of a branch that has ended.</summary>
    public int MaximumWidth { get; private set; }

    /// <summary>A branch at the start of the program.</summary>
    /// <param name="state">All qubits in |0&gt;; taken over.</param>
    /// <param name="shots">Number of shots; 0 in exact runs.</param>
    /// <param name="path">Random stream of the first choice.</param>
    /// <returns>The branch.</returns>
    public Branch Start(QuantumState state, int shots, ulong path) => new()
    {
        Memory = new ClassicalMemory(_program.Source),
        Loops = new LoopState[_program.LoopCount],
        State = state,
        Shots = shots,
        Path = path,
    };

    /// <summary>Runs a branch and all that it divides into.</summary>
    /// <param name="start">The branch; taken over.</param>
    /// <param name="sink">Receives the branches that end.</param>
    /// <param name="progress">Goes on with every branch that ends.</param>
    /// <param name="shots">Number of shots of the whole run.</param>
    /// <param name="cancellation">Stops the run within milliseconds.</param>
    public void Run(Branch start, ILeafSink sink, SetProgress progress, int shots, CancellationToken cancellation)
    {
        Branch? branch = start;
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
        catch (Exception)
        {
            // A branch that has divided is on the stack of forks as well; giving it back twice does nothing.
            branch?.Dispose();
            while (_forks.TryPop(out Fork? fork))
                fork.Branch.Dispose();
            throw;
        }
    }

    /// <summary>Runs a branch but leaves some of those that it divides into, for any thread to go on with.</summary>
    /// <param name="start">The branch; taken over.</param>
    /// <param name="sink">Receives the branches that end.</param>
    /// <param name="progress">Goes on with every branch that ends.</param>
    /// <param name="shots">Number of shots of the whole run.</param>
    /// <param name="isLeft">Whether a branch is left.</param>
    /// <param name="cancellation">Stops the run within milliseconds.</param>
    /// <returns>The branches left, in an order that the seed alone decides; they share nothing.</returns>
    public List<Branch> RunAndLeave(Branch start, ILeafSink sink, SetProgress progress, int shots, Func<Branch, bool> isLeft, CancellationToken cancellation)
    {
        List<Branch> left = [];
        (_left, _isLeft) = (left, isLeft);
        try
        {
            Run(start, sink, progress, shots, cancellation);
            return left;
        }
        catch (Exception)
        {
            foreach (Branch branch in left)
                branch.Dispose();
            throw;
        }
        finally
        {
            (_left, _isLeft) = (null, null);
        }
    }

    // The next outcome of the latest event that is not left to others: a copy of the branch, or the branch itself for the last outcome.
    private Branch? NextBranch()
    {
        while (true)
        {
            Fork? fork;
            while (_forks.TryPeek(out fork) && fork.Next == fork.Choices.Count)
                _forks.Pop().Branch.Dispose();
            if (fork is null)
                return null;
            Branch branch = Take(fork);
            if (_isLeft is null || !_isLeft(branch))
                return branch;
            branch.State.Detach();
            _left!.Add(branch);
        }
    }

    private Branch Take(Fork fork)
    {
        Choice choice = fork.Choices[fork.Next++];
        bool isLast = fork.Next == fork.Choices.Count;
        if (isLast)
            _forks.Pop();
        Branch branch = isLast ? fork.Branch : Copy(fork.Branch);
        try
        {
            fork.Take(branch, choice);
        }
        catch (Exception)
        {
            branch.Dispose();
            throw;
        }

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
                    branch.State.Apply(BoundGate.Bind(unitary, _evaluator));
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
                case SuperoperatorInstruction map:
                    GatesApplied += map.GateCount;
                    branch.State.Apply(map);
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
