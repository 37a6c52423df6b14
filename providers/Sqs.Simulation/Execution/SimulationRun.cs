using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;
using Sqs.Providers.Results;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Memory;
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

    private readonly CircuitProgram _program;
    private readonly SimulationRequest _request;
    private readonly SimulationMethod _method;
    private readonly LoweredProgram _lowered;
    private readonly RecordLayout _layout;
    private readonly MemoryBudget _budget;
    private long _events;
    private long _gates;
    private int _width;

    /// <summary>Prepares a run.</summary>
    /// <param name="program">A verified program.</param>
    /// <param name="request">A checked request.</param>
    public SimulationRun(CircuitProgram program, SimulationRequest request)
    {
        _program = program;
        _request = request;
        _method = request.Method == SimulationMethod.Automatic ? SimulationMethod.Branching : request.Method;
        _lowered = ProgramLowering.Lower(program);
        _layout = new RecordLayout(program);
        _budget = new MemoryBudget(request.MemoryLimit);
    }

    /// <summary>Runs every parameter set.</summary>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The results.</returns>
    public SimulationResult Execute(CancellationToken cancellation)
    {
        if (_method == SimulationMethod.StateVector)
            CheckStateVector();
        var sets = new ParameterSetResult[_request.Parameters.Count];
        for (int set = 0; set < sets.Length; set++)
        {
            sets[set] = RunSet(set, cancellation);
            _request.Progress?.Report(new SimulationProgress(set + 1, sets.Length, (set + 1L) * _request.Shots, (long)sets.Length * _request.Shots));
        }

        return new SimulationResult(
            _layout.Registers,
            _program.Variables.Where(static v => v.IsReported).ToEquatableArray(),
            sets,
            _method,
            new SimulationStatistics(1, _width, _events, 0, _gates));
    }

    private ParameterSetResult RunSet(int set, CancellationToken cancellation)
    {
        ClassicalValue[] inputs = RequestValidation.ReadInputs(_program, _request.Parameters, set);
        bool isExact = _method == SimulationMethod.Exact;
        var executor = new BranchExecutor(_lowered, inputs, new ExecutionOptions(_request.Seed, isExact, _request.LoopLimit));
        ulong stream = CounterRandom.Combine(ShotStream, (ulong)set);
        using var pool = new AmplitudePool<T>(_budget);
        ParameterSetResult result;
        if (isExact)
        {
            var sink = new ExactSink(_layout, _budget);
            executor.Run(CreateState(pool), 0, stream, sink, cancellation);
            result = new ParameterSetResult(() => new ShotRecords(_layout.Registers, 0, []), null, null, sink.ToDistribution());
        }
        else
        {
            var sink = new ShotSink(_program, _layout, _budget);
            bool isTrajectory = _method == SimulationMethod.Trajectory;
            int runs = isTrajectory ? _request.Shots : Math.Min(1, _request.Shots);
            for (int run = 0; run < runs; run++)
            {
                ulong path = isTrajectory ? CounterRandom.Combine(stream, (ulong)run) : stream;
                executor.Run(CreateState(pool), isTrajectory ? 1 : _request.Shots, path, sink, cancellation);
            }

            result = Collect(sink, set, shuffle: !isTrajectory);
        }

        _events += executor.Events;
        _gates += executor.GatesApplied;
        _width = Math.Max(_width, executor.MaximumWidth);
        return result;
    }

    private QuantumState CreateState(AmplitudePool<T> pool) => _method == SimulationMethod.Density
        ? new MixedState<T>(_program.QubitCount, pool)
        : new PureState<T>(_program.QubitCount, pool);

    private ParameterSetResult Collect(ShotSink sink, int set, bool shuffle)
    {
        int[] groups = shuffle
            ? GroupedShots.Assign(sink.Shots, _request.Shots, _request.Seed, CounterRandom.Combine(OrderStream, (ulong)set))
            : [.. Enumerable.Range(0, sink.Shots.Count)];
        OutputValues? outputs = sink.Values.Count == 0
            ? null
            : new OutputValues(_program.Variables.Where(static v => v.IsReported).ToEquatableArray(), [.. sink.Values], groups);
        return new ParameterSetResult(() => GroupedShots.WriteOut(_layout.Registers, sink.Words, groups), null, outputs, null);
    }

    private void CheckStateVector()
    {
        if (UnitaryProgram.FindObstacle(_lowered) is { } obstacle)
            throw new DiagnosticException(SimulationDiagnostics.MethodUnsuited.At(SourceSpan.None, "statevector", obstacle, "branching"));
    }
}
