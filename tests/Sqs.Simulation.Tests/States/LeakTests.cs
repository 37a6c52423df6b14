using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Noise;
using Sqs.Simulation.States;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.States;

/// <summary>However a run ends, every buffer comes back to the pool and every byte to the budget.</summary>
public sealed class LeakTests
{
    private const int Programs = 60;

    [Test]
    public void Runs_give_all_buffers_back([Values] bool isMixed, [Values] bool isExact, [Values(1, 2)] int threads)
    {
        for (int seed = 0; seed < Programs; seed++)
        {
            (AmplitudePool<double> pool, MemoryBudget budget) = Create(threads, limit: 0);
            Run(seed, isMixed, isExact, threads, pool, new Sink(int.MaxValue));
            AssertNothingIsLeft(pool, budget);
        }
    }

    [Test]
    public void Runs_that_a_sink_ends_give_all_buffers_back([Values] bool isMixed, [Values(1, 2)] int threads)
    {
        int ended = 0;
        for (int seed = 0; seed < Programs; seed++)
        {
            (AmplitudePool<double> pool, MemoryBudget budget) = Create(threads, limit: 0);
            try
            {
                Run(seed, isMixed, isExact: true, threads, pool, new Sink(2));
            }
            catch (OperationCanceledException)
            {
                ended++;
            }

            AssertNothingIsLeft(pool, budget);
        }

        Assert.That(ended, Is.GreaterThan(Programs / 2));
    }

    [Test]
    public void Runs_that_pass_the_memory_limit_give_all_buffers_back([Values] bool isMixed)
    {
        int refused = 0;
        for (int seed = 0; seed < Programs; seed++)
        {
            (AmplitudePool<double> pool, MemoryBudget budget) = Create(threads: 1, limit: isMixed ? 600 : 150);
            try
            {
                Run(seed, isMixed, isExact: true, threads: 1, pool, new Sink(int.MaxValue));
            }
            catch (DiagnosticException)
            {
                refused++;
            }

            AssertNothingIsLeft(pool, budget);
        }

        Assert.That(refused, Is.InRange(Programs / 6, Programs - 1), "some programs fit and some do not");
    }

    [Test]
    public void A_cancelled_copy_of_a_wide_state_gives_its_buffer_back()
    {
        using var cancellation = new CancellationTokenSource();
        var budget = new MemoryBudget(0);
        var pool = new AmplitudePool<float>(budget, 1, cancellation.Token);
        var state = new FactoredState<float>(19, pool);
        state.Join([.. Enumerable.Range(0, 18)]);
        cancellation.Cancel();
        Assert.That(() => state.Join([.. Enumerable.Range(0, 19)]), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(pool.Lent, Is.EqualTo(1));
        state.Dispose();
        Assert.That(pool.Lent, Is.Zero);
        pool.Dispose();
        Assert.That(budget.Held, Is.Zero);
    }

    private static (AmplitudePool<double> Pool, MemoryBudget Budget) Create(int threads, long limit)
    {
        var budget = new MemoryBudget(limit);
        return (new AmplitudePool<double>(budget, threads, CancellationToken.None), budget);
    }

    private static void Run(int seed, bool isMixed, bool isExact, int threads, AmplitudePool<double> pool, Sink sink)
    {
        CircuitProgram program = RandomPrograms.Dynamic(40_000 + seed, 3, loops: seed % 2 == 0);
        NoiseModel? noise = isMixed ? RandomNoise.Model(seed, program.QubitCount) : null;
        var bound = new BoundProgram(ProgramLowering.Lower(program, noise), [], isMixed);
        var options = new ExecutionOptions((ulong)seed, isExact, false, 1000, threads);
        QuantumState state = isMixed ? new MixedState<double>(program.QubitCount, pool) : new PureState<double>(program.QubitCount, pool);
        int shots = isExact ? 0 : 1000;
        new BranchRunner(bound, options, new RunCounters()).Run(state, shots, (ulong)seed, sink, new SetProgress(new ProgressMeter(null, 1, 1)), CancellationToken.None);
    }

    private static void AssertNothingIsLeft<T>(AmplitudePool<T> pool, MemoryBudget budget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.That(pool.Lent, Is.Zero);
        pool.Dispose();
        Assert.That(budget.Held, Is.Zero);
    }

    // Ends the run at a branch.
    private sealed class Sink(int most) : ILeafSink
    {
        private int _taken;

        public void Add(Branch branch)
        {
            if (++_taken >= most)
                throw new OperationCanceledException();
        }

        public ILeafSink CreatePart() => new Sink(most);

        public void Add(ILeafSink part) => _taken += ((Sink)part)._taken;
    }
}
