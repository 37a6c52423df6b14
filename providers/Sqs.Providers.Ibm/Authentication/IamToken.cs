using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Authentication;

/// <summary>The token service's answer.</summary>
/// <param name="AccessToken">The token.</param>
/// <param name="ExpiresIn">Seconds it lives from now.</param>
internal sealed record IamToken([property: JsonProperty("access_token")] string? AccessToken, [property: JsonProperty("expires_in")] double ExpiresIn);
