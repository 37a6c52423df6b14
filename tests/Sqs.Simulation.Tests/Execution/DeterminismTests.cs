using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using Sqs.Compiler.Ir;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Results;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Execution;

/// <summary>The same seed gives the same bits on any number of threads and any hardware.</summary>
public sealed class DeterminismTests
{
    private const int WideQubits = 17;

    private static readonly CircuitProgram Wide = RandomPrograms.Unitary(new System.Random(4), WideQubits, 250);

    private const string ChildVariable = "SQS_DETERMINISM_OUTPUT";

    [Test]
    public void Threads_do_not_change_a_bit([Values(2, 8)] int threads) => Assert.That(Fingerprint(threads), Is.EqualTo(Fingerprint(1)));

    [Test]
    public void Seeds_and_parameter_sets_do()
    {
        CircuitProgram program = RandomPrograms.Unitary(new System.Random(1), 4, 30);
        Assert.That(Words(program, 1, SimulationMethod.Branching, 1), Is.Not.EqualTo(Words(program, 2, SimulationMethod.Branching, 1)));
    }

    [TestCase("DOTNET_EnableHWIntrinsic", 0)]
    [TestCase("DOTNET_EnableAVX2", 128)]
    [TestCase("DOTNET_EnableAVX512", 256)]
    public void Hardware_intrinsics_do_not_change_a_bit(string variable, int widest)
    {
        string output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add("vstest");
            start.ArgumentList.Add(typeof(DeterminismTests).Assembly.Location);
            start.ArgumentList.Add($"--Tests:{nameof(Write_fingerprint_for_the_parent)}");
            start.Environment[variable] = "0";
            start.Environment[ChildVariable] = output;
            using Process child = Process.Start(start)!;
            Task<string> errors = child.StandardError.ReadToEndAsync();
            string log = child.StandardOutput.ReadToEnd() + errors.Result;
            child.WaitForExit();
            Assert.That(child.ExitCode, Is.Zero, log);
            string[] lines = File.ReadAllLines(output);
            Assert.That(int.Parse(lines[0], CultureInfo.InvariantCulture), Is.EqualTo(Math.Min(widest, WidestVector())), "the bits of the vectors that the child had");
            Assert.That(lines[1..], Is.EqualTo(Fingerprint(1)));
        }
        finally
        {
            File.Delete(output);
        }
    }

    [Test]
    public void Write_fingerprint_for_the_parent()
    {
        string[] lines = Fingerprint(1);
        if (Environment.GetEnvironmentVariable(ChildVariable) is { } path)
            File.WriteAllLines(path, [WidestVector().ToString(CultureInfo.InvariantCulture), .. lines]);
        Assert.That(lines.Select(static line => line.Split(' ')[^1]), Is.Unique, "each kind of number has bits of its own");
    }

    // What the kernels ask before they choose their vectors.
    private static int WidestVector() =>
        Avx512F.IsSupported || Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    // A line for each kind of number: the shots, the probabilities and the amplitudes, bit by bit.
    private static string[] Fingerprint(int threads) =>
    [
        $"records {Hash(hash => AddRecords(hash, threads))}",
        .. ((SimulationPrecision[])[SimulationPrecision.Double, SimulationPrecision.Single]).Select(precision => $"probabilities {precision} {Hash(hash => AddProbabilities(hash, threads, precision))}"),
        $"amplitudes Double {Hash(hash => AddAmplitudes<double>(hash, threads))}",
        $"amplitudes Single {Hash(hash => AddAmplitudes<float>(hash, threads))}",
    ];

    private static string Hash(Action<IncrementalHash> add)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        add(hash);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // Narrow and wide, static and dynamic programs in both precisions.
    private static void AddRecords(IncrementalHash hash, int threads)
    {
        foreach (SimulationMethod method in (SimulationMethod[])[SimulationMethod.Branching, SimulationMethod.Trajectory, SimulationMethod.Density])
        {
            for (int seed = 0; seed < 5; seed++)
            {
                hash.AppendData(Words(RandomPrograms.Dynamic(seed, 4), (ulong)seed, method, threads));
                hash.AppendData(Words(RandomPrograms.Dynamic(seed, 3, dynamic: seed % 2 == 0), (ulong)seed, method, threads, noise: RandomNoise.Model(seed, 3)));
                hash.AppendData(Words(RandomPrograms.Dynamic(seed, 4, loops: true), (ulong)seed, method, threads, sets: 1));
            }
        }

        hash.AppendData(Words(RandomPrograms.Neuron(3, 3, 6), 7, SimulationMethod.Branching, threads));
        hash.AppendData(Words(RandomPrograms.Neuron(2, 4, 6), 7, SimulationMethod.Trajectory, threads));
        foreach (SimulationPrecision precision in Enum.GetValues<SimulationPrecision>())
        {
            hash.AppendData(Words(Wide, 5, SimulationMethod.Branching, threads, precision));
            hash.AppendData(Words(Wide, 5, SimulationMethod.StateVector, threads, precision));
        }
    }

    // Exact runs: chains with and without noise, feed-forward, dense gates on nine qubits, sweeps on eleven.
    private static void AddProbabilities(IncrementalHash hash, int threads, SimulationPrecision precision)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            foreach (NoiseModel? noise in (NoiseModel?[])[null, RandomNoise.Model(seed, 3)])
                AddExact(hash, RandomPrograms.Dynamic(40 + seed, 3, dynamic: seed % 2 == 0), threads, precision, noise);
        }

        AddExact(hash, RandomPrograms.Unitary(new System.Random(2), 9, 60), threads, precision, null);
        AddExact(hash, RandomPrograms.Unitary(new System.Random(3), 11, 80), threads, precision, null);
    }

    private static void AddExact(IncrementalHash hash, CircuitProgram program, int threads, SimulationPrecision precision, NoiseModel? noise)
    {
        var request = new SimulationRequest { Method = SimulationMethod.Exact, Threads = threads, Precision = precision, Noise = noise };
        ExactDistribution exact = Simulator.Run(program, request).Sets[0].Exact!;
        for (int i = 0; i < exact.Count; i++)
            hash.AppendData(MemoryMarshal.AsBytes(exact.Record(i)));
        hash.AppendData(MemoryMarshal.AsBytes(exact.Probabilities));
    }

    // Sweeps on many blocks, dense matrices on one to five targets, sums over a wide state.
    private static void AddAmplitudes<T>(IncrementalHash hash, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (T[] re, T[] im) = FinalState.Of<T>(Wide, threads);
        hash.AppendData(MemoryMarshal.AsBytes<T>(re));
        hash.AppendData(MemoryMarshal.AsBytes<T>(im));
        var random = new System.Random(8);
        var buffer = new AmplitudeBuffer<T>(re, im);
        for (int targets = 1; targets <= DenseKernels<T>.MostTargets; targets++)
        {
            for (int round = 0; round < 3; round++)
            {
                int[] positions = [.. Enumerable.Range(0, WideQubits)];
                random.Shuffle(positions);
                Complex[] matrix = [.. Enumerable.Range(0, 1 << (2 * targets)).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5))];
                DenseKernels<T>.Apply(buffer, WideQubits, matrix, positions.AsSpan(0, targets), threads);
            }
        }

        hash.AppendData(MemoryMarshal.AsBytes<T>(re));
        hash.AppendData(MemoryMarshal.AsBytes<T>(im));
        double[] sums = new double[4];
        RangeLoop.Sum(new Norms<T>(buffer, [3, 11]), re.Length, sums, threads, CancellationToken.None);
        hash.AppendData(MemoryMarshal.AsBytes<double>(sums));
        foreach (Complex entry in new ReducedDensity<T>(buffer, [4, 16]).Sum(threads, CancellationToken.None))
            hash.AppendData(MemoryMarshal.AsBytes<Complex>([entry]));
    }

    private static byte[] Words(CircuitProgram program, ulong seed, SimulationMethod method, int threads, SimulationPrecision precision = SimulationPrecision.Double, NoiseModel? noise = null, int sets = 3)
    {
        var request = new SimulationRequest
        {
            Shots = 700,
            Seed = seed,
            Method = method,
            Threads = threads,
            Precision = precision,
            Noise = noise,
            Parameters = new ParameterSets(sets, 0, []),
        };
        return [.. Simulator.Run(program, request).Sets.SelectMany(static set => set.Records.Words.ToArray()).SelectMany(BitConverter.GetBytes)];
    }
}
