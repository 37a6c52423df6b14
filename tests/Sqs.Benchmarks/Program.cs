using BenchmarkDotNet.Running;
using Sqs.Benchmarks.Acceptance;
using Sqs.Benchmarks.Qasm;
using Sqs.Benchmarks.Workloads;

switch (args)
{
    case ["workloads", .. var ids]:
        return WorkloadRunner.Run(ids);
    case ["usps", .. var rest]:
        return await UspsExperiment.RunAsync(rest);
    case ["recall", .. var rest]:
        return await RecallExperiment.RunAsync(rest);
    case ["qasm-speed", .. var rest]:
        return QasmSpeed.Run(rest);
    case ["qasm-fuzz", .. var rest]:
        return QasmFuzz.Run(rest);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Workload).Assembly).Run(args);
        return 0;
}
