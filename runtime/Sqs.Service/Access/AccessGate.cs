using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Sqs.Runtime.Access;
using Sqs.Service.Json;

namespace Sqs.Service.Access;

/// <summary>Lets requests through whose key has the scope that a route asks for.</summary>
/// <param name="keys">The keys.</param>
public sealed class AccessGate(ApiKeyStore keys)
{
    private const string Scheme = "Bearer ";

    /// <summary>Lets a request through.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scope">What the route asks for.</param>
    /// <returns>Completes when the caller is known.</returns>
    /// <exception cref="RequestRefusedException">There is no key, it is void, or it does not allow this.</exception>
    public async Task EnterAsync(HttpContext context, AccessScopes scope)
    {
        ArgumentNullException.ThrowIfNull(context);
        string header = context.Request.Headers.Authorization.ToString();
        ApiKey? key = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await keys.CheckAsync(header[Scheme.Length..].Trim(), context.RequestAborted).ConfigureAwait(false)
            : null;
        if (key is null)
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            throw new RequestRefusedException(StatusCodes.Status401Unauthorized, "a valid key is needed: Authorization: Bearer sqs_...");
        }

        if (!key.Scopes.HasFlag(scope))
            throw new RequestRefusedException(StatusCodes.Status403Forbidden, $"the key does not have the scope '{scope.ToString().ToLowerInvariant()}'");
        new Caller(key).Admit(context);
    }
}
