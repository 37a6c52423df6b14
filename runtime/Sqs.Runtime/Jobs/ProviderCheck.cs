using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Credentials;

namespace Sqs.Runtime.Jobs;

/// <summary>What is there of a provider on this machine.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Credential">The credential of the default profile, or null.</param>
/// <param name="Missing">What is missing or cannot be used, or null.</param>
/// <param name="Endpoints">Its addresses and whether something answers there, null where that was not tried; the answer itself does not count.</param>
public sealed record ProviderCheck(string Provider, Credential? Credential, Diagnostic? Missing, IReadOnlyList<(Uri Address, bool? IsReachable)> Endpoints);
