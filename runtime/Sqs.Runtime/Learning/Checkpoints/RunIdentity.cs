using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Sqs.Compiler.Graph;
using Sqs.Runtime.Data;

namespace Sqs.Runtime.Learning.Checkpoints;

/// <summary>What fixes a training run, so that a checkpoint is only ever resumed by the run it is of.</summary>
/// <param name="Graph">Hash of the initial network.</param>
/// <param name="Data">Canonical dataset specification.</param>
/// <param name="Options">Settings as JSON; the number of epochs and of threads may change between sittings.</param>
internal sealed record RunIdentity(string Graph, string Data, string Options)
{
    public static RunIdentity Of(NetworkGraph graph, DatasetSpec data, TrainingOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);
        void AddText(string text) => Add(Encoding.UTF8.GetBytes($"{text}\0"));
        AddText($"{graph.Name}|{graph.Steps}|{string.Join(',', graph.Outputs)}");
        foreach (InputNode input in graph.Inputs)
            AddText(input.ToString());
        foreach (Population population in graph.Populations)
        {
            AddText($"{population.Name}|{population.Size}|{population.Neuron}|{population.Continues}");
            Add(System.Runtime.InteropServices.MemoryMarshal.AsBytes(population.Parameters.AsSpan()));
        }

        foreach (Synapse synapse in graph.Synapses)
        {
            AddText($"{synapse.Name}|{synapse.From}|{synapse.To}|{synapse.Kind}|{synapse.Delay}");
            Add(System.Runtime.InteropServices.MemoryMarshal.AsBytes(synapse.Weights.AsSpan()));
            Add(System.Runtime.InteropServices.MemoryMarshal.AsBytes(synapse.Bias.AsSpan()));
            Add(System.Runtime.InteropServices.MemoryMarshal.AsBytes(synapse.Targets.AsSpan()));
            Add(System.Runtime.InteropServices.MemoryMarshal.AsBytes(synapse.Sources.AsSpan()));
        }

        string settings = JsonConvert.SerializeObject(options with { Epochs = 0, Threads = 1 });
        return new RunIdentity(Convert.ToHexStringLower(hash.GetHashAndReset()), data.ToString(), settings);
    }
}
