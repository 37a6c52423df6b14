using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Sqs.Providers.Jobs;

namespace Sqs.Runtime.Runs;

/// <summary>A job at a provider in a <see cref="RunManifest"/>; its device, requests and answers are files.</summary>
internal sealed record RunManifestDevice
{
    [JsonProperty("id", Required = Required.Always)]
    public string Id { get; init; } = string.Empty;

    [JsonProperty("backend", Required = Required.Always)]
    public string Backend { get; init; } = string.Empty;

    [JsonProperty("host")]
    public string? Host { get; init; }

    [JsonProperty("snapshot", Required = Required.Always)]
    public string Snapshot { get; init; } = string.Empty;

    [JsonProperty("parts", Required = Required.Always)]
    public IReadOnlyList<Part> Parts { get; init; } = [];

    /// <summary>One request.</summary>
    internal sealed record Part
    {
        [JsonProperty("key", Required = Required.Always)]
        public string Key { get; init; } = string.Empty;

        [JsonProperty("remote")]
        public string? RemoteId { get; init; }

        [JsonProperty("state", Required = Required.Always)]
        [JsonConverter(typeof(StringEnumConverter))]
        public JobState State { get; init; }

        [JsonProperty("results", Required = Required.Always)]
        public IReadOnlyList<string> Results { get; init; } = [];
    }
}
