using BenchmarkDotNet.Running;
using Sqs.Benchmarks.Acceptance;
using Sqs.Benchmarks.Qasm;
using Sqs.Benchmarks.Targets;
using Sqs.Benchmarks.Workloads;

switch (args)
{
    case ["workloads", .. var ids]:
        return WorkloadRunner.Run(ids);
    case ["scaling"]:
        return ScalingTable.Run();
    case ["qasm-speed", .. var rest]:
        return QasmSpeed.Run(rest);
    case ["qasm-fuzz", .. var rest]:
        return QasmFuzz.Run(rest);
    case ["targets"]:
        return CompileFigures.Run();
    case ["usps", var directory]:
        return await UspsExperiment.RunAsync(directory);
    case ["recall"]:
        return await RecallExperiment.RunAsync();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Workload).Assembly).Run(args);
        return 0;
}
