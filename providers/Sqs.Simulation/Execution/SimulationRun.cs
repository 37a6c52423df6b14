using System.Numerics;
using System.Runtime.CompilerServices;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;
using Sqs.Providers.Results;
using Sqs.Simulation.Chains;
using Sqs.Simulation.Linear;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Plans;
using Sqs.Simulation.Random;
using Sqs.Simulation.Results;
using Sqs.Simulation.States;

namespace Sqs.Simulation.Execution;

/// <summary>One run of a program over all parameter sets.</summary>
/// <typeparam name="T">Format of a real number of the amplitudes.</typeparam>
internal sealed class SimulationRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Streams of a parameter set.
    private const ulong ShotStream = 1;
    private const ulong OrderStream = 2;

    // Shots that run alone are drawn in pieces of this size, which threads share out.
    private const int TrajectoryPiece = 64;

    // Up to here a density matrix of all qubits is cheaper than drawing every channel.
    private const int MostMixedQubits = 6;

    private readonly CircuitProgram _program;
    private readonly SimulationRequest _request;
    private readonly SimulationMethod _method;
    private readonly LoweredProgram _lowered;
    private readonly RecordLayout _layout;
    private readonly MemoryBudget _budget;
    private readonly ExecutionOptions _options;
    private readonly EquatableArray<ClassicalVariable> _outputs;
    private readonly int _threads;

    /// <summary>Prepares a run.</summary>
    /// <param name="program">A verified program.</param>
    /// <param name="request">A checked request.</param>
    public SimulationRun(CircuitProgram program, SimulationRequest request)
    {
        _program = program;
        _request = request;
        _method = request.Method != SimulationMethod.Automatic ? request.Method
            : request.Noise is null || program.QubitCount > MostMixedQubits ? SimulationMethod.Branching
            : SimulationMethod.Density;
        _lowered = ProgramLowering.Lower(program, request.Noise);
        _layout = new RecordLayout(program);
        _budget = new MemoryBudget(request.MemoryLimit);
        _threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;

        // Many parameter sets keep the threads busy by themselves.
        int stateThreads = request.Parameters.Count == 1 ? _threads : 1;
        _options = new ExecutionOptions(request.Seed, _method == SimulationMethod.Exact, _method == SimulationMethod.Trajectory, request.LoopLimit, stateThreads);
        _outputs = program.Variables.Where(static v => v.IsReported).ToEquatableArray();
    }

    /// <summary>Runs every parameter set.</summary>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The results.</returns>
    public SimulationResult Execute(CancellationToken cancellation)
    {
        int count = _request.Parameters.Count;
        if (!_options.IsExact)
            _budget.ReserveRecords((BigInteger)count * _request.Shots * ShotBytes, $"{(long)count * _request.Shots} shots");
        var sets = new ParameterSetResult[count];
        var counters = new RunCounters[count];
        var workers = new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = _threads,
        };
        var meter = new ProgressMeter(_request.Progress, count, _request.Shots);
        WorkerPool.For(count, workers, set =>
        {
            counters[set] = new RunCounters();
            var progress = new SetProgress(meter);
            sets[set] = RunSet(set, counters[set], progress, cancellation);
            progress.Advance(1);
            meter.EndSet();
        });
        var total = new RunCounters();
        foreach (RunCounters part in counters)
            total.Add(part);
        return new SimulationResult(_layout.Registers, _outputs, sets, _method, total.ToStatistics(_budget.Peak));
    }

    /// <summary>Says how the first parameter set would run.</summary>
    /// <param name="cancellation">Stops the analysis.</param>
    /// <returns>The plan.</returns>
    public SimulationPlan Explain(CancellationToken cancellation)
    {
        ClassicalValue[] inputs = RequestValidation.ReadInputs(_program, _request.Parameters, 0);
        var parts = new List<ComponentPlan>();
        if (Trace(inputs, cancellation) is { } prepared)
        {
            foreach (PreparedComponent component in prepared.Components)
                parts.Add(Explain(component, cancellation));
        }
        else
        {
            int measurements = _lowered.Instructions.Sum(static i => i is MeasureInstruction measure ? measure.Qubits.Length : i is MisreadInstruction ? 1 : 0);
            int wires = UsesDensity ? 2 * _program.QubitCount : _program.QubitCount;
            CostEstimate cost = StartEstimate();
            cost.Add(_lowered, wires);
            parts.Add(Plan(ComponentKind.Dynamic, _program.QubitCount, wires, _lowered.Instructions.Length, measurements, 0, cost));
        }

        return new SimulationPlan(_method, _request.Shots, _request.Parameters.Count, [.. parts]);
    }

    private ComponentPlan Explain(PreparedComponent prepared, CancellationToken cancellation)
    {
        Component component = prepared.Component;
        int measurements = component.Operations.Count(static o => o.IsMeasurement);
        CostEstimate cost = StartEstimate();
        if (prepared.Chain is not null && ChainBuilder.Cut(component, IsNoisy) is { Sizes: var sizes })
        {
            int width = sizes.Max(static size => size.Width);
            cost.Add(sizes);
            return Plan(ComponentKind.Contracted, width, IsNoisy ? 2 * width : width, component.Operations.Count, measurements, sizes.Count, cost);
        }

        WrittenComponent written = prepared.IsStateVector
            ? ComponentProgram.WriteStateVector(component, _layout, _program, cancellation)
            : ComponentProgram.Write(component, _layout, _program, _request.Shots, cancellation);
        cost.Add(written.Program, written.Width);
        return Plan(ComponentKind.Gates, written.Width, written.Width, component.Operations.Count, measurements, 0, cost);
    }

    private CostEstimate StartEstimate() => new(_options.IsExact ? double.PositiveInfinity : _request.Shots, _options.IsTrajectory);

    private static ComponentPlan Plan(ComponentKind kind, int width, int wires, int operations, int measurements, int steps, CostEstimate cost) =>
        new(kind, width, operations, measurements, steps, cost.Branches, Math.Pow(2, wires) * 2 * Unsafe.SizeOf<T>(), cost.Multiplications);

    // The record of a shot, the number of its group and, where it reports any, its variables.
    private long ShotBytes => (_layout.Words * sizeof(ulong)) + sizeof(int) + OutputSink.ValueBytes(_outputs);

    private bool UsesDensity => _method == SimulationMethod.Density || (_options.IsExact && _request.Noise is not null);

    private bool IsNoisy => _request.Noise is not null;

    // Only without noise may a component run gate by gate here, and only where its shots share their states.
    private PreparedProgram? Trace(ClassicalValue[] inputs, CancellationToken cancellation)
    {
        (LinearProgram? linear, string? obstacle) = LinearTrace.Find(_lowered, _layout, inputs, _request.LoopLimit, cancellation);
        if (_method == SimulationMethod.StateVector)
        {
            obstacle ??= UnitaryForm.FindObstacle(linear!, _program.QubitCount);
            return obstacle is null
                ? PreparedProgram.StateVector(linear!)
                : throw new DiagnosticException(SimulationDiagnostics.MethodUnsuited.At(SourceSpan.None, "statevector", obstacle, "branching"));
        }

        if (linear is null)
            return null;
        bool mayRunGates = !IsNoisy && _method is SimulationMethod.Branching or SimulationMethod.Exact;
        return PreparedProgram.Prepare(linear, IsNoisy, mayRunGates, _budget, cancellation);
    }

    private ParameterSetResult RunSet(int set, RunCounters counters, SetProgress progress, CancellationToken cancellation)
    {
        ClassicalValue[] inputs = RequestValidation.ReadInputs(_program, _request.Parameters, set);
        ulong stream = CounterRandom.Combine(ShotStream, (ulong)set);
        if (Trace(inputs, cancellation) is { } prepared)
        {
            try
            {
                return RunLinear(prepared, set, stream, counters, progress, cancellation);
            }
            finally
            {
                _budget.Release(prepared.OperatorBytes);
            }
        }

        var program = new BoundProgram(_lowered, inputs, UsesDensity);
        if (_method == SimulationMethod.Trajectory)
            return RunTrajectories(program, set, stream, counters, progress, cancellation);
        var runner = new BranchRunner(program, _options, counters);
        using var pool = new AmplitudePool<T>(_budget, _options.StateThreads, cancellation);
        if (_options.IsExact)
        {
            var exact = new ExactSink(_layout, _budget);
            OutputSink? outputs = _outputs.IsEmpty ? null : new OutputSink(_program, _layout, exact, _budget);
            runner.Run(CreateState(pool), 0, stream, outputs ?? (ILeafSink)exact, progress, cancellation);
            return ExactResult(exact, outputs?.ToOutputs(_outputs));
        }

        var sink = new ShotSink(_program, _layout);
        if (_request.Shots > 0)
            runner.Run(CreateState(pool), _request.Shots, stream, sink, progress, cancellation);
        return Collect(sink, set, shuffle: true);
    }

    // Every shot has its own stream, so pieces of them run on any thread and are put together in order.
    private ParameterSetResult RunTrajectories(
        BoundProgram program, int set, ulong stream, RunCounters counters, SetProgress progress, CancellationToken cancellation)
    {
        int shots = _request.Shots;
        var pieces = new (ShotSink Sink, BranchExecutor Executor)[(shots + TrajectoryPiece - 1) / TrajectoryPiece];
        var workers = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = _options.StateThreads };
        WorkerPool.For(pieces.Length, workers, piece =>
        {
            var executor = new BranchExecutor(program, _options);
            using var pool = new AmplitudePool<T>(_budget, 1, cancellation);
            var sink = new ShotSink(_program, _layout);
            int first = piece * TrajectoryPiece;
            for (int shot = first; shot < Math.Min(shots, first + TrajectoryPiece); shot++)
                executor.Run(executor.Start(CreateState(pool), 1, CounterRandom.Combine(stream, (ulong)shot)), sink, progress.Part(1.0 / shots), 1, cancellation);
            pieces[piece] = (sink, executor);
        });
        var all = new ShotSink(_program, _layout);
        foreach ((ShotSink sink, BranchExecutor executor) in pieces)
        {
            all.Add((ILeafSink)sink);
            counters.Add(executor);
        }

        return Collect(all, set, shuffle: false);
    }

    private ParameterSetResult RunLinear(
        PreparedProgram program, int set, ulong stream, RunCounters counters, SetProgress progress, CancellationToken cancellation)
    {
        var runner = new LinearRunner<T>(_program, _layout, _options, _budget, counters);
        if (_options.IsExact)
        {
            ExactSink sink = runner.Enumerate(program, progress, cancellation);
            return ExactResult(sink, _outputs.IsEmpty ? null : sink.ToOutputs(_outputs, ReadOutputs(program.Linear)));
        }

        int shots = _request.Shots;
        List<GroupList> parts = shots == 0 ? [] : runner.Sample(program, shots, stream, progress, cancellation);
        ulong order = CounterRandom.Combine(OrderStream, (ulong)set);
        OutputValues? outputs = _outputs.IsEmpty ? null : new OutputValues(_outputs, [ReadOutputs(program.Linear)], new int[shots]);
        return new ParameterSetResult(
            () => GroupedShots.Join(_layout.Registers, parts, shots, _request.Seed, order),
            parts.Count <= 2 ? () => GroupedShots.Count(_layout.Registers, parts) : null,
            outputs,
            null);
    }

    private ClassicalValue[][] ReadOutputs(LinearProgram program)
    {
        var values = new List<ClassicalValue[]>();
        for (int i = 0; i < _program.Variables.Count; i++)
        {
            if (_program.Variables[i].IsReported)
                values.Add(program.Memory.Variable(i).ToArray());
        }

        return [.. values];
    }

    // With noise, density matrices keep the exact sum over the operators of every channel.
    private QuantumState CreateState(AmplitudePool<T> pool) => UsesDensity
        ? new MixedState<T>(_program.QubitCount, pool)
        : new PureState<T>(_program.QubitCount, pool);

    private ParameterSetResult ExactResult(ExactSink sink, ExactOutputs? outputs) =>
        new(() => new ShotRecords(_layout.Registers, 0, []), null, null, sink.ToDistribution(), outputs);

    private ParameterSetResult Collect(ShotSink sink, int set, bool shuffle)
    {
        int[] groups = shuffle
            ? GroupedShots.Assign(sink.Shots, _request.Shots, _request.Seed, CounterRandom.Combine(OrderStream, (ulong)set))
            : [.. Enumerable.Range(0, sink.Shots.Length)];
        OutputValues? outputs = sink.Values.Count == 0 ? null : new OutputValues(_outputs, [.. sink.Values], groups);
        return new ParameterSetResult(() => GroupedShots.WriteOut(_layout.Registers, sink.Words, groups), null, outputs, null);
    }
}
