using RestEase;

namespace Sqs.Providers.Ibm.Authentication;

/// <summary>The token service of IBM Cloud.</summary>
[AllowAnyStatusCode]
[Header("Accept", "application/json")]
public interface IIamApi
{
    /// <summary>Exchanges an API key for a token.</summary>
    /// <param name="form">Grant type and key.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Post("identity/token")]
    Task<HttpResponseMessage> ExchangeAsync([Body(BodySerializationMethod.UrlEncoded)] IDictionary<string, string> form, CancellationToken cancellationToken);
}
