using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Simulation.Chains;
using Sqs.Simulation.Linear;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Random;
using Sqs.Simulation.States;

namespace Sqs.Simulation.Execution;

/// <summary>Runs the components of one traced parameter set: narrow ones as chains of contracted operators, wide ones gate by gate.</summary>
/// <typeparam name="T">Format of a real number of the amplitudes.</typeparam>
/// <param name="source">The program.</param>
/// <param name="layout">What a record holds.</param>
/// <param name="options">Seed, limits and the kind of run.</param>
/// <param name="budget">Counts the bytes.</param>
/// <param name="counters">Adds up what was done.</param>
internal sealed class LinearRunner<T>(CircuitProgram source, RecordLayout layout, ExecutionOptions options, MemoryBudget budget, RunCounters counters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Draws shots of every component.</summary>
    /// <param name="program">The traced program.</param>
    /// <param name="shots">Number of shots, at least 1.</param>
    /// <param name="stream">Random stream of the parameter set.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The groups of shots of each component; the constant bits are in the first.</returns>
    public List<GroupList> Sample(LinearProgram program, int shots, ulong stream, CancellationToken cancellation)
    {
        List<Component> components = ComponentSplit.Split(program);
        counters.Components = Math.Max(counters.Components, components.Count);
        var constant = new GroupList(layout.Words);
        constant.Add(program.ConstantRecord, shots);
        List<GroupList> all = [constant];
        for (int i = 0; i < components.Count; i++)
        {
            var groups = new GroupList(layout.Words);
            ulong path = CounterRandom.Combine(stream, (ulong)i);
            if (ChainBuilder.Build(components[i]) is { } chain)
            {
                var walker = new ChainWalker(chain, options.Seed, groups, cancellation);
                walker.Sample(shots, path);
                Count(chain, walker.Events);
            }
            else
            {
                RunGates(components[i], shots, path, new GroupSink(layout, groups), cancellation);
            }

            all.Add(groups);
        }

        return all;
    }

    /// <summary>The joint distribution of all components.</summary>
    /// <param name="program">The traced program.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The distribution.</returns>
    public ExactSink Enumerate(LinearProgram program, CancellationToken cancellation)
    {
        List<Component> components = ComponentSplit.Split(program);
        counters.Components = Math.Max(counters.Components, components.Count);
        var joint = new ExactSink(layout, budget);
        joint.Add(program.ConstantRecord, 1);
        foreach (Component component in components)
        {
            var sink = new ExactSink(layout, budget);
            if (ChainBuilder.Build(component) is { } chain)
            {
                var enumerator = new ChainEnumerator(chain, sink, cancellation);
                enumerator.Run();
                Count(chain, enumerator.Events);
            }
            else
            {
                RunGates(component, 0, 0, sink, cancellation);
            }

            joint = joint.Join(sink);
        }

        return joint;
    }

    private void RunGates(Component component, int shots, ulong path, ILeafSink sink, CancellationToken cancellation)
    {
        LoweredProgram lowered = ComponentProgram.Write(component, layout, source, options.IsExact ? int.MaxValue : shots, out int qubits);
        var executor = new BranchExecutor(lowered, [], options);
        using var pool = new AmplitudePool<T>(budget, options.StateThreads, cancellation);
        executor.Run(new PureState<T>(qubits, pool), shots, path, sink, cancellation);
        counters.Add(executor);
    }

    private void Count(ChainSegment[] chain, long events)
    {
        counters.Branches += events;
        counters.ContractedSteps += chain.Length;
        foreach (ChainSegment segment in chain)
            counters.MaximumWidth = Math.Max(counters.MaximumWidth, segment.Width);
    }
}
