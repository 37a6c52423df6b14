using Sqs.Providers.Credentials;

namespace Sqs.Providers.IonQ.Rest;

/// <summary>Adds the key to every request: <c>Authorization: apiKey KEY</c>.</summary>
internal sealed class ApiKeyHandler(Secret key, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", "apiKey " + key.Reveal());
        return base.SendAsync(request, cancellationToken);
    }
}
