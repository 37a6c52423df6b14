using Sqs.Providers;
using Sqs.Providers.Jobs;

namespace Sqs.Runtime.Runs;

/// <summary>One request of a <see cref="DeviceJob"/>.</summary>
/// <param name="Key">Our key, which marks it at the provider.</param>
/// <param name="RemoteId">The provider's identifier, or null where it never got there.</param>
/// <param name="State">How it ended.</param>
/// <param name="Sent">The body of the request but for the key: the programs as sent, their inputs and shots. It holds no credential.</param>
/// <param name="Results">The provider's documents, as they came.</param>
public sealed record DevicePart(string Key, string? RemoteId, JobState State, string Sent, IReadOnlyList<RawDocument> Results);
