using System.Net;
using System.Net.Http.Headers;
using Sqs.Providers.Credentials;

namespace Sqs.Providers.Ibm.Authentication;

/// <summary>
/// Adds the token to every request. Where the service refuses it, the token is renewed; a request that is safe to repeat is repeated
/// once, any other answer is passed on.
/// </summary>
internal sealed class IamTokenHandler(IamTokenCache tokens, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Secret token = await AuthoriseAsync(request, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        tokens.Invalidate(token);
        if (request.Method == HttpMethod.Post && !request.RequestUri!.AbsolutePath.EndsWith(IbmService.RepeatablePost, StringComparison.Ordinal))
            return response;
        response.Dispose();
        await AuthoriseAsync(request, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Secret> AuthoriseAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Secret token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        return token;
    }
}
