using Sqs.Providers.Credentials;

namespace Sqs.Providers.Resilience;

/// <summary>What connects an account to a vendor, the same for all vendors.</summary>
/// <param name="ApiKey">The API key.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Transport">Sends requests; null for the network. Disposed with the provider.</param>
/// <param name="TimeoutClock">The clock of time limits; null for <paramref name="Clock"/>.</param>
public sealed record VendorConnection(Secret ApiKey, TimeProvider Clock, HttpMessageHandler? Transport = null, TimeProvider? TimeoutClock = null);
