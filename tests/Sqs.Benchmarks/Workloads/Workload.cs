namespace Sqs.Benchmarks.Workloads;

/// <summary>One measured piece of work.</summary>
/// <param name="Id">The workload it belongs to, for instance <c>W1</c>.</param>
/// <param name="Name">What it does.</param>
/// <param name="Prepare">Builds what is not measured and returns what is; called with the number of threads, it returns a figure of merit for people.</param>
internal sealed record Workload(string Id, string Name, Func<Func<int, string>> Prepare);
