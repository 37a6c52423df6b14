using Newtonsoft.Json;

namespace Sqs.Runtime.Runs;

/// <summary>The file <c>manifest.json</c> of a run: everything but the bulk data, and a SHA-256 of every other file.</summary>
internal sealed record RunManifest
{
    public const string FormatName = "sqs-run";

    /// <summary>The newest version. Runs without jobs at a provider are written as version 1, which older readers know.</summary>
    public const int CurrentVersion = 2;

    public const int VersionWithoutDevices = 1;

    [JsonProperty("format", Required = Required.Always)]
    public string Format { get; init; } = FormatName;

    [JsonProperty("version", Required = Required.Always)]
    public int Version { get; init; } = CurrentVersion;

    [JsonProperty("id", Required = Required.Always)]
    public string Id { get; init; } = string.Empty;

    [JsonProperty("created", Required = Required.Always)]
    public DateTimeOffset Created { get; init; }

    [JsonProperty("kind", Required = Required.Always)]
    public string Kind { get; init; } = string.Empty;

    [JsonProperty("title", Required = Required.Always)]
    public string Title { get; init; } = string.Empty;

    [JsonProperty("backend", Required = Required.Always)]
    public string Backend { get; init; } = string.Empty;

    [JsonProperty("software", Required = Required.Always)]
    public string Software { get; init; } = string.Empty;

    [JsonProperty("jobs", Required = Required.Always)]
    public IReadOnlyList<RunManifestJob> Jobs { get; init; } = [];

    [JsonProperty("devices", NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyList<RunManifestDevice>? Devices { get; init; }

    [JsonProperty("metrics", Required = Required.Always)]
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    [JsonProperty("attachments", Required = Required.Always)]
    public IReadOnlyList<string> Attachments { get; init; } = [];

    [JsonProperty("files", Required = Required.Always)]
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}
