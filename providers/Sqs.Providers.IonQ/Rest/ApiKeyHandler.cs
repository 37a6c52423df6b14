using System.Net;
using Sqs.Providers.Credentials;

namespace Sqs.Providers.IonQ.Rest;

/// <summary>
/// Adds the key to every request: <c>Authorization: apiKey KEY</c>. A key has no term that is known, so a read that is refused is repeated once before the key counts as
/// refused.
/// </summary>
internal sealed class ApiKeyHandler(Secret key, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", "apiKey " + key.Reveal());
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || request.Method != HttpMethod.Get)
            return response;
        response.Dispose();
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
