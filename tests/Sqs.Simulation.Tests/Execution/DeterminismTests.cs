using System.Diagnostics;
using System.Security.Cryptography;
using Sqs.Compiler.Ir;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Execution;

/// <summary>The same seed gives the same bits on any number of threads and any hardware.</summary>
public sealed class DeterminismTests
{
    private const string ChildVariable = "SQS_DETERMINISM_OUTPUT";

    [Test]
    public void Threads_do_not_change_a_bit([Values(2, 8)] int threads) => Assert.That(Fingerprint(threads), Is.EqualTo(Fingerprint(1)));

    [Test]
    public void Seeds_and_parameter_sets_do()
    {
        CircuitProgram program = RandomPrograms.Unitary(new System.Random(1), 4, 30);
        Assert.That(Words(program, 1, SimulationMethod.Branching, 1), Is.Not.EqualTo(Words(program, 2, SimulationMethod.Branching, 1)));
    }

    [TestCase("DOTNET_EnableHWIntrinsic")]
    [TestCase("DOTNET_EnableAVX512F")]
    [TestCase("DOTNET_EnableAVX2")]
    public void Hardware_intrinsics_do_not_change_a_bit(string variable)
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
            string log = child.StandardOutput.ReadToEnd() + child.StandardError.ReadToEnd();
            child.WaitForExit();
            Assert.That(child.ExitCode, Is.Zero, log);
            Assert.That(File.ReadAllText(output), Is.EqualTo(Fingerprint(1)));
        }
        finally
        {
            File.Delete(output);
        }
    }

    [Test]
    public void Write_fingerprint_for_the_parent()
    {
        if (Environment.GetEnvironmentVariable(ChildVariable) is { } path)
            File.WriteAllText(path, Fingerprint(1));
        Assert.That(Fingerprint(1), Has.Length.EqualTo(64));
    }

    // A hash over the shots of narrow and wide, static and dynamic programs in both precisions.
    private static string Fingerprint(int threads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SimulationMethod method in (SimulationMethod[])[SimulationMethod.Branching, SimulationMethod.Trajectory, SimulationMethod.Density])
        {
            for (int seed = 0; seed < 5; seed++)
            {
                hash.AppendData(Words(RandomPrograms.Dynamic(seed, 4), (ulong)seed, method, threads));
                hash.AppendData(Words(RandomPrograms.Dynamic(seed, 3, dynamic: seed % 2 == 0), (ulong)seed, method, threads, noise: RandomNoise.Model(seed, 3)));
            }
        }

        CircuitProgram wide = RandomPrograms.Unitary(new System.Random(3), 16, 150);
        hash.AppendData(Words(wide, 5, SimulationMethod.Branching, threads));
        hash.AppendData(Words(wide, 5, SimulationMethod.Branching, threads, SimulationPrecision.Single));
        CircuitProgram swept = RandomPrograms.Unitary(new System.Random(4), 17, 300, static gate => gate.QubitCount == 1 || gate.Name is "cx" or "cp" or "cz");
        hash.AppendData(Words(swept, 6, SimulationMethod.Branching, threads));
        hash.AppendData(Words(swept, 6, SimulationMethod.Branching, threads, SimulationPrecision.Single));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static byte[] Words(CircuitProgram program, ulong seed, SimulationMethod method, int threads, SimulationPrecision precision = SimulationPrecision.Double, NoiseModel? noise = null)
    {
        var request = new SimulationRequest
        {
            Shots = 300,
            Seed = seed,
            Method = method,
            Threads = threads,
            Precision = precision,
            Noise = noise,
            Parameters = new ParameterSets(3, 0, []),
        };
        return [.. Simulator.Run(program, request).Sets.SelectMany(static set => set.Records.Words.ToArray()).SelectMany(BitConverter.GetBytes)];
    }
}
