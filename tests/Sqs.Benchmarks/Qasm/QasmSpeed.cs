using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sqs.Compiler.Qasm;

namespace Sqs.Benchmarks.Qasm;

/// <summary>Checks gate lists of growing length: lines a second and peak memory, which show that the time is linear.</summary>
internal static class QasmSpeed
{
    /// <summary>Runs the measurement.</summary>
    /// <param name="args">The largest number of lines, 1,000,000 by default.</param>
    /// <returns>Exit code.</returns>
    public static int Run(string[] args)
    {
        int largest = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        QasmCompiler.Check(GateList(20_000), "warm-up.qasm");
        Console.WriteLine("lines        seconds   processor s  lines/s of processor  peak MB");
        for (int lines = largest / 16; lines <= largest; lines *= 2)
        {
            string text = GateList(lines);
            GC.Collect();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            bool failed = QasmCompiler.Check(text, "list.qasm").HasErrors;
            double seconds = watch.Elapsed.TotalSeconds;
            double processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{lines,-12} {seconds,-9:F2} {processor,-12:F2} {lines / processor,-21:F0} {process.PeakWorkingSet64 / 1e6:F0}{(failed ? " FAILED" : string.Empty)}"));
        }

        return 0;
    }

    private static string GateList(int lines)
    {
        var random = new Random(1);
        var text = new StringBuilder("OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[64] q;\nbit[64] c;\n");
        for (int i = 0; i < lines; i++)
        {
            int a = random.Next(64);
            int b = (a + 1 + random.Next(63)) % 64;
            text.Append((i % 5) switch
            {
                0 => string.Create(CultureInfo.InvariantCulture, $"h q[{a}];\n"),
                1 => string.Create(CultureInfo.InvariantCulture, $"cx q[{a}], q[{b}];\n"),
                2 => string.Create(CultureInfo.InvariantCulture, $"rx({random.NextDouble():R}) q[{a}];\n"),
                3 => string.Create(CultureInfo.InvariantCulture, $"crz(pi/{1 + random.Next(9)}) q[{a}], q[{b}];\n"),
                _ => string.Create(CultureInfo.InvariantCulture, $"c[{a}] = measure q[{b}];\n"),
            });
        }

        return text.ToString();
    }
}
