using Sqs.Compiler.Ir;
using Sqs.Providers.Results;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Results;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Execution;

/// <summary>Every method against the brute-force meaning of the program.</summary>
public sealed class RandomProgramTests
{
    private const int ProgramsACase = 100;

    [Test]
    public void Exact_distributions_equal_the_enumeration([Range(0, 24)] int block)
    {
        for (int i = 0; i < ProgramsACase; i++)
        {
            int seed = (block * ProgramsACase) + i;
            CircuitProgram program = RandomPrograms.Dynamic(seed, i % 20 == 0 ? 6 : 4);
            AssertExact(program, new SimulationRequest { Method = SimulationMethod.Exact }, seed);
        }
    }

    [Test]
    public void Exact_distributions_of_programs_without_feed_forward_equal_the_enumeration([Range(0, 9)] int block)
    {
        for (int i = 0; i < ProgramsACase; i++)
        {
            int seed = 100_000 + (block * ProgramsACase) + i;
            CircuitProgram program = RandomPrograms.Dynamic(seed, i % 20 == 0 ? 6 : 4, dynamic: false);
            AssertExact(program, new SimulationRequest { Method = SimulationMethod.Exact }, seed);
        }
    }

    [Test]
    public void Noisy_distributions_equal_the_enumeration([Range(0, 23)] int block)
    {
        for (int i = 0; i < 50; i++)
            AssertNoisy(200_000 + (block * 50) + i);
    }

    [Test]
    public void Programs_with_loops_equal_the_enumeration([Range(0, 3)] int block, [Values] bool isNoisy)
    {
        for (int i = 0; i < ProgramsACase; i++)
        {
            int seed = 600_000 + (block * ProgramsACase) + i;
            CircuitProgram program = RandomPrograms.Dynamic(seed, 3, dynamic: i % 4 > 0, loops: true);
            AssertExact(program, new SimulationRequest { Method = SimulationMethod.Exact, Noise = isNoisy ? RandomNoise.Model(seed, program.QubitCount) : null }, seed);
        }
    }

    [TestCase(SimulationMethod.Branching, false)]
    [TestCase(SimulationMethod.Trajectory, false)]
    [TestCase(SimulationMethod.Trajectory, true)]
    [TestCase(SimulationMethod.Density, true)]
    public void Samples_of_programs_with_loops_follow_the_enumeration(SimulationMethod method, bool isNoisy)
    {
        const int Programs = 60;
        const int Shots = 2000;
        int beyond = 0;
        for (int seed = 0; seed < Programs; seed++)
        {
            CircuitProgram program = RandomPrograms.Dynamic(30_000 + seed, 3, loops: true);
            NoiseModel? noise = isNoisy ? RandomNoise.Model(seed, program.QubitCount) : null;
            var request = new SimulationRequest { Method = method, Noise = noise, Shots = Shots, Seed = (ulong)seed };
            double deviation = Deviation(Simulator.Run(program, request).Sets[0].Records, DensityEnumeration.Distribution(program, noise), seed);
            Assert.That(deviation, Is.LessThan(5), $"seed {seed}");
            beyond += deviation > 2 ? 1 : 0;
        }

        // Two sigma are exceeded with probability 0.023: 1.4 of 60 on average, 8 or more with probability below 1e-4.
        Assert.That(beyond, Is.LessThan(8));
    }

    [Test]
    [Explicit("Minutes; run with --filter Name~Many_thousand")]
    public void Many_thousand_distributions_equal_the_enumeration([Range(0, 19)] int block)
    {
        for (int i = 0; i < 250; i++)
        {
            int seed = 1_000_000 + (block * 250) + i;
            AssertNoisy(seed);
            AssertExact(RandomPrograms.Dynamic(seed, 5, dynamic: i % 3 > 0, loops: i % 2 > 0), new SimulationRequest { Method = SimulationMethod.Exact }, seed);
        }
    }

    [TestCase(SimulationMethod.Branching)]
    [TestCase(SimulationMethod.Trajectory)]
    [TestCase(SimulationMethod.Density)]
    [TestCase(SimulationMethod.Automatic)]
    public void Noisy_samples_follow_the_enumeration(SimulationMethod method)
    {
        const int Programs = 60;
        const int Shots = 1000;
        int beyond = 0;
        for (int seed = 0; seed < Programs; seed++)
        {
            CircuitProgram program = RandomPrograms.Dynamic(20_000 + seed, 3, dynamic: seed % 3 == 0);
            NoiseModel noise = RandomNoise.Model(seed, program.QubitCount);
            var request = new SimulationRequest { Method = method, Noise = noise, Shots = Shots, Seed = (ulong)seed };
            double deviation = Deviation(Simulator.Run(program, request).Sets[0].Records, DensityEnumeration.Distribution(program, noise), seed);
            Assert.That(deviation, Is.LessThan(5), $"seed {seed}");
            beyond += deviation > 2 ? 1 : 0;
        }

        // Two sigma are exceeded with probability 0.023: 1.4 of 60 on average, 8 or more with probability below 1e-4.
        Assert.That(beyond, Is.LessThan(8));
    }

    [TestCase(SimulationMethod.Branching, SimulationPrecision.Double)]
    [TestCase(SimulationMethod.Branching, SimulationPrecision.Single)]
    [TestCase(SimulationMethod.Trajectory, SimulationPrecision.Double)]
    [TestCase(SimulationMethod.Density, SimulationPrecision.Double)]
    [TestCase(SimulationMethod.Automatic, SimulationPrecision.Double)]
    public void Sampled_records_follow_the_enumeration(SimulationMethod method, SimulationPrecision precision)
    {
        const int Programs = 200;
        const int Shots = 2000;
        int beyond = 0;
        for (int seed = 0; seed < Programs; seed++)
        {
            CircuitProgram program = RandomPrograms.Dynamic(10_000 + seed, 4, dynamic: seed % 2 == 0);
            var request = new SimulationRequest { Method = method, Precision = precision, Shots = Shots, Seed = (ulong)seed };
            ShotRecords records = Simulator.Run(program, request).Sets[0].Records;
            Assert.That(records.Shots, Is.EqualTo(Shots));
            double deviation = Deviation(records, DensityEnumeration.Distribution(program), seed);
            Assert.That(deviation, Is.LessThan(5), $"seed {seed}");
            beyond += deviation > 2 ? 1 : 0;
        }

        // Two sigma are exceeded with probability 0.023: 4.6 of 200 on average, 15 or more with probability below 1e-4.
        Assert.That(beyond, Is.LessThan(15));
    }

    private static double Deviation(ShotRecords records, SortedDictionary<ulong, double> expected, int seed)
    {
        var counts = new Dictionary<ulong, int>();
        for (int shot = 0; shot < records.Shots; shot++)
            counts[records.Record(shot)[0]] = counts.GetValueOrDefault(records.Record(shot)[0]) + 1;
        Assert.That(counts.Keys, Is.SubsetOf(expected.Keys), $"an impossible record, seed {seed}");
        ulong[] keys = [.. expected.Keys];
        return ChiSquare.Deviation([.. expected.Values], i => counts.GetValueOrDefault(keys[i]), records.Shots);
    }

    private static void AssertNoisy(int seed)
    {
        CircuitProgram program = RandomPrograms.Dynamic(seed, 3, dynamic: seed % 2 == 0);
        NoiseModel noise = RandomNoise.Model(seed, program.QubitCount);
        AssertExact(program, new SimulationRequest { Method = SimulationMethod.Exact, Noise = noise }, seed);
    }

    private static void AssertExact(CircuitProgram program, SimulationRequest request, int seed)
    {
        ExactDistribution exact = Simulator.Run(program, request).Sets[0].Exact!;
        SortedDictionary<ulong, double> expected = DensityEnumeration.Distribution(program, request.Noise);
        var found = new Dictionary<ulong, double>();
        for (int i = 0; i < exact.Count; i++)
            found[exact.Record(i)[0]] = exact.Probabilities[i];
        foreach (ulong record in expected.Keys.Union(found.Keys))
        {
            Assert.That(
                found.GetValueOrDefault(record),
                Is.EqualTo(expected.GetValueOrDefault(record)).Within(1e-10),
                $"record {record}, seed {seed}");
        }
    }
}
