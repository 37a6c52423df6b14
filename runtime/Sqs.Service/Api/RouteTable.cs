using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sqs.Runtime.Access;
using Sqs.Service.Access;

namespace Sqs.Service.Api;

/// <summary>The routes of the service. A route that is added here asks for a key with its scope; the OpenAPI document is made of the same table.</summary>
/// <param name="routes">Where routes are added.</param>
/// <param name="gate">Lets requests through.</param>
public sealed class RouteTable(IEndpointRouteBuilder routes, AccessGate gate)
{
    /// <summary>Adds a route.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="pattern">The path.</param>
    /// <param name="scope">What a key must allow.</param>
    /// <param name="summary">What it does, in a sentence.</param>
    /// <param name="handle">Answers a request.</param>
    /// <param name="body">The form of the body, or null for none.</param>
    /// <param name="media">The media type of the body.</param>
    public void Add(string method, string pattern, AccessScopes scope, string summary, Func<HttpContext, Task> handle, Type? body = null, string media = "application/json")
    {
        Delegate guarded = async (HttpContext context) =>
        {
            await gate.EnterAsync(context, scope).ConfigureAwait(false);
            await handle(context).ConfigureAwait(false);
        };
        RouteHandlerBuilder route = routes.MapMethods(pattern, [method], guarded).WithSummary(summary).WithTags(pattern.Split('/')[2])
            .WithDescription($"Needs a key with the scope '{scope.ToString().ToLowerInvariant()}'.");
        if (body is not null)
            route.Accepts(body, media);
        route.Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }
}
