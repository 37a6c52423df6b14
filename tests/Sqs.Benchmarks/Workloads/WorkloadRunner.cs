using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sqs.Benchmarks.Workloads;

/// <summary>Measures workloads and prints a table: the median wall time of warm runs, on one thread and on all.</summary>
internal static class WorkloadRunner
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private const int MostRuns = 200;
    private const int WarmRuns = 30;

    /// <summary>Runs workloads.</summary>
    /// <param name="ids">Identifiers of those wanted; none means all.</param>
    /// <returns>0, or 2 where an identifier is unknown.</returns>
    public static int Run(ReadOnlySpan<string> ids)
    {
        foreach (string id in ids)
        {
            if (!WorkloadList.All.Any(w => w.Id.Equals(id, StringComparison.OrdinalIgnoreCase)))
            {
                Console.Error.WriteLine($"there is no workload '{id}'; there are {string.Join(", ", WorkloadList.All.Select(static w => w.Id).Distinct())}");
                return 2;
            }
        }

        Console.WriteLine(Machine());
        Console.WriteLine();
        Console.WriteLine("| id | workload | threads | ms | processor ms | peak MB | allocated MB | result |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        string[] wanted = ids.ToArray();
        int[] threadCounts = Environment.ProcessorCount == 1 ? [1] : [1, Environment.ProcessorCount];
        foreach (Workload workload in WorkloadList.All)
        {
            if (wanted.Length > 0 && !wanted.Contains(workload.Id, StringComparer.OrdinalIgnoreCase))
                continue;
            Func<int, string> run = workload.Prepare();
            foreach (int threads in threadCounts)
                Measure(workload, run, threads);
        }

        return 0;
    }

    private static void Measure(Workload workload, Func<int, string> run, int threads)
    {
        // The first runs are compiled on the way.
        string merit = run(threads);
        var total = Stopwatch.StartNew();
        for (int i = 1; i < WarmRuns && total.Elapsed < WarmUp; i++)
            merit = run(threads);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        double peak = Peak(before, () => merit = run(threads));
        double allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / 1e6;
        using var process = Process.GetCurrentProcess();
        var times = new List<double>();
        var processor = new List<double>();
        total.Restart();
        while (times.Count == 0 || (total.Elapsed < Budget && times.Count < MostRuns))
        {
            process.Refresh();
            TimeSpan usedBefore = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            merit = run(threads);
            times.Add(watch.Elapsed.TotalMilliseconds);
            process.Refresh();
            processor.Add((process.TotalProcessorTime - usedBefore).TotalMilliseconds);
        }

        times.Sort();
        processor.Sort();
        double median = times[times.Count / 2];
        double medianProcessor = processor[processor.Count / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {workload.Id} | {workload.Name} | {threads} | {median:0.###} | {medianProcessor:0.##} | {peak:0.##} | {allocated:0.##} | {merit} |"));
    }

    // The most that one run holds, from a collected heap on.
    private static double Peak(long before, Action run)
    {
        using var peak = new PeakMemory(before);
        run();
        return peak.Megabytes;
    }

    private static string Machine()
    {
        string vectors = Avx512F.IsSupported ? "512-bit vectors" : Vector256.IsHardwareAccelerated ? "256-bit vectors" : "128-bit vectors";
        string processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(static l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown processor"
            : "unknown processor";
        double memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{processor}, {Environment.ProcessorCount} threads, {memory:0} GB, {vectors}, .NET {Environment.Version}, {Environment.OSVersion.VersionString}");
    }
}
