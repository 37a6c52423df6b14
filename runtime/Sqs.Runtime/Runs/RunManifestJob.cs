using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Sqs.Simulation;

namespace Sqs.Runtime.Runs;

/// <summary>A job of a <see cref="RunManifest"/>; its program, inputs and results are files <c>jobs/NNNN.*</c>.</summary>
internal sealed record RunManifestJob
{
    [JsonProperty("name", Required = Required.Always)]
    public string Name { get; init; } = string.Empty;

    [JsonProperty("shots", Required = Required.Always)]
    public int Shots { get; init; }

    [JsonProperty("seed", Required = Required.Always)]
    public ulong Seed { get; init; }

    [JsonProperty("method", Required = Required.Always)]
    [JsonConverter(typeof(StringEnumConverter))]
    public SimulationMethod Method { get; init; }

    [JsonProperty("precision", Required = Required.Always)]
    [JsonConverter(typeof(StringEnumConverter))]
    public SimulationPrecision Precision { get; init; }

    [JsonProperty("sets", Required = Required.Always)]
    public int Sets { get; init; }

    [JsonProperty("exact", Required = Required.Always)]
    public bool IsExact { get; init; }

    [JsonProperty("noisy", Required = Required.Always)]
    public bool IsNoisy { get; init; }

    [JsonProperty("device", NullValueHandling = NullValueHandling.Ignore)]
    public string? DeviceJob { get; init; }

    [JsonProperty("circuits", NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyList<int>? Circuits { get; init; }

    [JsonProperty("unreported", NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyList<string>? UnreportedRegisters { get; init; }

    [JsonProperty("sampled", DefaultValueHandling = DefaultValueHandling.Ignore)]
    public bool IsSampled { get; init; }
}
