using System.Diagnostics;
using System.Globalization;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Compiler.Tests.Qasm;

namespace Sqs.Benchmarks.Qasm;

/// <summary>The long run of the fuzz tests: random programs until the time is over or one of them breaks the reader.</summary>
internal static class QasmFuzz
{
    private static readonly QasmCompileOptions Options = new() { MaximumOperations = 50_000 };

    /// <summary>Runs until the time is over.</summary>
    /// <param name="args">Seconds, 60 by default, and the first seed, 0 by default.</param>
    /// <returns>0, or 1 where a program broke something; its seed and text are printed.</returns>
    public static int Run(string[] args)
    {
        double seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 60;
        int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
        var watch = Stopwatch.StartNew();
        int valid = 0;
        int first = seed;
        for (; watch.Elapsed.TotalSeconds < seconds; seed++)
        {
            string text = new ProgramGenerator(seed).Write(1 + (seed % 7));
            if (seed % 2 == 1)
                text = Mutation.Apply(text, new Random(seed));
            try
            {
                (CircuitProgram? program, _) = QasmCompiler.Compile(text, "fuzz.qasm", Options);
                if (program is null)
                    continue;
                valid++;
                QasmEmitter.Emit(program);
            }
            catch (DiagnosticException)
            {
                // A value without a spelling.
            }
#pragma warning disable CA1031 // Any exception is what this command looks for.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Console.WriteLine($"seed {seed}: {failure}\n{text}");
                return 1;
            }
        }

        Console.WriteLine($"{seed - first} programs, {valid} of them valid, no exception");
        return 0;
    }
}
