using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Replay.Statistics;
using Sqs.Runtime.Runs;
using Sqs.Simulation;

namespace Sqs.Runtime.Tests.Replay;

/// <summary>Replays of what devices gave, with what goes wrong on the way: circuits mixed up, shots dropped, registers left out.</summary>
[TestFixture]
internal sealed class StatisticalReplayTests
{
    private const int Shots = 400;

    private static readonly CircuitProgram Program = QasmCompiler.Compile(
        """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float turn;
        qubit[2] q;
        bit[1] a;
        bit[2] b;
        rx(turn) q[0];
        a[0] = measure q[0];
        ry(0.7) q[1];
        b[1] = measure q[1];
        """,
        "p.qasm").Program!;

    [Test]
    public void Circuits_that_were_mixed_up_are_found_out()
    {
        RunJob job = Recorded(0.4, 1.9);
        ReplayVerdict right = Verdict(job);
        Assert.That(right.Comparisons.Select(c => c.Name), Is.EqualTo(new[] { "job, set 0", "job, set 1" }));
        Assert.That(right.IsConsistent, Is.True);
        ReplayVerdict wrong = Verdict(job with { Results = [job.Results[1], job.Results[0]] });
        Assert.That(wrong.Differences.Select(d => (d.Comparison.Name, d.Register.Register.Name)), Is.EquivalentTo(new[] { ("job, set 0", "a"), ("job, set 1", "a") }));
    }

    [Test]
    public void Shots_that_a_device_dropped_leave_every_set_its_weight()
    {
        // Set 0 never spikes and keeps 20 of its shots; set 1 always does and keeps 60. Pooled, three of four shots spike.
        RunJob job = Recorded(0, Math.PI);
        job = job with { Results = [new RecordedSet(job.Results[0].Words[..20], null), new RecordedSet(job.Results[1].Words[..60], null)] };
        RecordComparison comparison = StatisticalReplay.Replay(job, null, 3, seed: 9, threads: 1, default).Single();
        Assert.That((comparison.RecordedShots, comparison.ReplayedShots), Is.EqualTo((80, 240)));
        Assert.That(comparison.Registers[0].Rates[0].Recorded, Is.EqualTo(0.75));
        Assert.That(comparison.Registers[0].Rates[0].Replayed, Is.EqualTo(0.75));
    }

    [Test]
    public void Registers_that_were_not_reported_are_compared_with_nothing()
    {
        RunJob job = Recorded(0.4, 1.9);
        RecordedSet[] blind = [.. job.Results.Select(r => new RecordedSet([.. r.Words.Select(w => w & ~1UL)], null))];
        ReplayVerdict verdict = Verdict(job with { Results = blind, Device = new RunDevice("j", [0, 1], ["a"], IsSampled: false) });
        Assert.That(verdict.IsConsistent, Is.True);
        Assert.That(verdict.Comparisons.SelectMany(c => c.Registers).Select(r => (r.Register.Name, r.Register.Offset)), Is.EqualTo(new[] { ("b", 0), ("b", 0) }));
        Assert.That(Verdict(job with { Results = blind }).IsConsistent, Is.False, "zeros are not what was measured");
    }

    [Test]
    public void The_seed_decides_the_replay_and_the_threads_do_not()
    {
        RunJob job = Recorded(0.4, 1.9);
        RecordComparison Of(ulong seed, int threads) => StatisticalReplay.Replay(job, null, 2, seed, threads, default)[1];
        Assert.That(Of(1, 1).TotalVariation, Is.EqualTo(Of(1, 2).TotalVariation));
        Assert.That(Of(1, 1).Registers, Is.EqualTo(Of(1, 2).Registers).Using<RegisterComparison>((x, y) => x.Test == y.Test && x.Rates == y.Rates));
        Assert.That(Of(1, 1).Chance, Is.Not.EqualTo(Of(2, 1).Chance));
    }

    private static ReplayVerdict Verdict(RunJob job) => new(ReplayVerdict.UsualLevel, [.. StatisticalReplay.Replay(job, null, StatisticalReplay.UsualFactor, seed: 9, threads: 1, default)]);

    private static RunJob Recorded(params double[] turns)
    {
        var settings = new RunSettings(Shots, Seed: 5);
        var parameters = new ParameterSets(turns.Length, 1, turns);
        return new RunJob("job", Program, settings, parameters, [.. Simulator.Run(Program, NativeReplay.RequestFor(settings, parameters), default).Sets.Select(RecordedSet.Of)]);
    }
}
