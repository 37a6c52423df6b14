using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>The parts of a backend's configuration that are read.</summary>
internal sealed record ConfigurationDocument
{
    [JsonProperty("n_qubits")]
    public int QubitCount { get; init; }

    [JsonProperty("simulator")]
    public bool IsSimulator { get; init; }

    [JsonProperty("basis_gates")]
    public IReadOnlyList<string> BasisGates { get; init; } = [];

    [JsonProperty("coupling_map")]
    public IReadOnlyList<int[]>? CouplingMap { get; init; }

    [JsonProperty("supported_instructions")]
    public IReadOnlyList<string>? SupportedInstructions { get; init; }

    [JsonProperty("supported_features")]
    public IReadOnlyList<string>? SupportedFeatures { get; init; }
}
