using Sqs.Compiler.Ir;
using Sqs.Simulation.Chains;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Linear;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Results;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Chains;

/// <summary>Outcomes of single shots drawn bit by bit are those drawn from all next states.</summary>
public sealed class OutcomeEffectsTests
{
    [TestCase(2, 3)]
    [TestCase(3, 3)]
    [TestCase(4, 4)]
    public void Draws_invert_the_cumulative_distribution(int io, int memory)
    {
        ChainSegment segment = Chain(RandomPrograms.Neuron(io, memory, 3)).First(static s => s.Effects is not null);
        Assert.That((segment.Outcomes, segment.InDimension), Is.EqualTo((1 << io, 1 << memory)));
        var random = new System.Random(io);
        double[] re = new double[segment.InDimension];
        double[] im = new double[segment.InDimension];
        double[] nextRe = new double[segment.Rows];
        double[] nextIm = new double[segment.Rows];
        double[] probabilities = new double[segment.Outcomes];
        for (int round = 0; round < 200; round++)
        {
            for (int i = 0; i < re.Length; i++)
                (re[i], im[i]) = (random.NextDouble() - 0.5, random.NextDouble() - 0.5);
            double norm = Math.Sqrt(re.Sum(static x => x * x) + im.Sum(static x => x * x));
            for (int i = 0; i < re.Length; i++)
                (re[i], im[i]) = (re[i] / norm, im[i] / norm);
            SegmentKernels.Apply(segment, re, im, nextRe, nextIm);
            SegmentKernels.Probabilities(segment, nextRe, nextIm, probabilities);
            Assert.That(probabilities.Sum(), Is.EqualTo(1).Within(1e-12));
            double below = 0;
            for (int outcome = 0; outcome < segment.Outcomes; outcome++)
            {
                // Just inside both ends of the outcome's share, further than rounding reaches.
                foreach (double share in (double[])[below + 1e-13, below + probabilities[outcome] - 1e-13])
                    Assert.That(segment.Effects!.Value.Draw(re, im, share), Is.EqualTo(outcome));
                below += probabilities[outcome];
                Assert.That(SegmentKernels.ApplyOne(segment, outcome, re, im, new double[segment.Rows], new double[segment.Rows]), Is.EqualTo(probabilities[outcome]).Within(1e-15));
            }
        }
    }

    [TestCase(2, 3)]
    [TestCase(3, 3)]
    public void Shots_that_run_alone_follow_the_exact_distribution(int io, int memory)
    {
        const int Shots = 20_000;
        CircuitProgram program = RandomPrograms.Neuron(io, memory, 2);
        ExactDistribution exact = Simulator.Run(program, new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0].Exact!;
        SortedDictionary<ulong, double> expected = DensityEnumeration.Distribution(program);
        for (int i = 0; i < exact.Count; i++)
            Assert.That(exact.Probabilities[i], Is.EqualTo(expected[exact.Record(i)[0]]).Within(1e-12));
        SortedDictionary<string, int> counts = Simulator.Run(program, new SimulationRequest { Method = SimulationMethod.Trajectory, Shots = Shots, Seed = 5 }).Sets[0].Counts();
        string[] records = [.. exact.ToDictionary().Keys];
        double[] probabilities = [.. exact.ToDictionary().Values];
        Assert.That(ChiSquare.Deviation(probabilities, i => counts.GetValueOrDefault(records[i]), Shots), Is.LessThan(ChiSquare.FourSigma));
    }

    private static ChainSegment[] Chain(CircuitProgram program)
    {
        LinearProgram linear = LinearTrace.Find(ProgramLowering.Lower(program), new RecordLayout(program), [], 1000, CancellationToken.None).Program!;
        return ChainBuilder.Cut(ComponentSplit.Split(linear)[0], isMixed: false)!.Contract(CancellationToken.None);
    }
}
