using BenchmarkDotNet.Attributes;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Format;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Benchmarks.Graph;

/// <summary>Loading and saving the published MNIST shape, 784-1000-10 without bias: 797,030 numbers, inline and in an archive.</summary>
[MemoryDiagnoser]
public class GraphLoadBenchmarks
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sqs-bench-").FullName;
    private NetworkGraph _graph = null!;

    /// <summary>Where the numbers are.</summary>
    [Params(true, false)]
    public bool Inline { get; set; }

    private string Document => Path.Combine(_folder, "mnist.sqs.json");

    private GraphWriteOptions Options => Inline ? GraphWriteOptions.AllInline : new GraphWriteOptions();

    /// <summary>Writes the document once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var model = new SqsNeuron(1, 1, new ChainAnsatz());
        _graph = new NetworkGraph
        {
            Name = "mnist",
            Steps = 5,
            Inputs = [new InputNode("pixels", 784)],
            Populations = [Population("hidden", 1000), Population("digits", 10)],
            Synapses = [Dense("pixels", "hidden", 784_000), Dense("hidden", "digits", 10_000)],
            Outputs = ["digits"],
        };
        Save();

        Population Population(string name, int size) => new(name, size, model, [.. Numbers(3 * size)]);
        Synapse Dense(string from, string to, int weights) =>
            new() { Name = $"{from}_{to}", From = from, To = to, Kind = ConnectionKind.Dense, Weights = [.. Numbers(weights)] };
        IEnumerable<double> Numbers(int count) => Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5);
    }

    /// <summary>Removes the document.</summary>
    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    /// <summary>Reads and resolves the document.</summary>
    [Benchmark]
    public NetworkGraph Load() => GraphReader.Read(Document).Document!.Resolve(sampler: null);

    /// <summary>Writes the document.</summary>
    [Benchmark]
    public int Save() => GraphWriter.Write(_graph, Document, Options).Count;
}
