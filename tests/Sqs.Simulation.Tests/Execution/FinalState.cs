using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Linear;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Memory;
using Sqs.Simulation.States;

namespace Sqs.Simulation.Tests.Execution;

/// <summary>The amplitudes that the state vector method has behind the gates of a program.</summary>
internal static class FinalState
{
    /// <summary>Runs the gates.</summary>
    /// <typeparam name="T">Format of a real number.</typeparam>
    /// <param name="program">Gates, then measurements of every qubit into the bit of its number, which are left out.</param>
    /// <param name="threads">Number of threads.</param>
    /// <returns>The amplitudes, bit i of an index being qubit i.</returns>
    public static (T[] Re, T[] Im) Of<T>(CircuitProgram program, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layout = new RecordLayout(program);
        LinearProgram linear = LinearTrace.Find(ProgramLowering.Lower(program), layout, [], 1000, CancellationToken.None).Program!;
        var gates = new Component([.. linear.Operations.Where(static o => !o.IsMeasurement)]);
        WrittenComponent written = ComponentProgram.WriteStateVector(gates, layout, program, CancellationToken.None);

        // Exchanged qubits exchange their wires; the measurements tell where they are.
        int[] wires = new int[program.QubitCount];
        foreach (LinearOperation measurement in linear.Operations.Where(static o => o.IsMeasurement))
            wires[measurement.RecordBit] = measurement.Wire;
        using var pool = new AmplitudePool<T>(new MemoryBudget(0), threads, CancellationToken.None);
        var runner = new BranchRunner(new BoundProgram(written.Program, [], isMixed: false), new ExecutionOptions(0, true, false, 0, threads), new RunCounters());
        var sink = new Sink<T>(wires);
        runner.Run(new PureState<T>(program.QubitCount, pool), 0, 0, sink, new SetProgress(new ProgressMeter(null, 1, 1)), CancellationToken.None);
        return (sink.Re, sink.Im);
    }

    private sealed class Sink<T>(int[] wires) : ILeafSink
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T[] Re { get; } = new T[1 << wires.Length];

        public T[] Im { get; } = new T[1 << wires.Length];

        public ILeafSink CreatePart() => throw new InvalidOperationException("Nothing divides a run without measurements.");

        public void Add(ILeafSink part) => throw new InvalidOperationException("Nothing divides a run without measurements.");

        public void Add(Branch branch)
        {
            Factor<T> factor = ((PureState<T>)branch.State).FactorOf(0)!;
            for (int i = 0; i < Re.Length; i++)
            {
                int place = 0;
                for (int qubit = 0; qubit < wires.Length; qubit++)
                    place |= ((i >> qubit) & 1) << factor.PositionOf(wires[qubit]);
                (Re[i], Im[i]) = (factor.Re[place], factor.Im[place]);
            }
        }
    }
}
