using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;
using Sqs.Runtime.Access;
using Sqs.Service.Access;
using Sqs.Service.Json;

namespace Sqs.Service.Api;

/// <summary>Routes of keys. A key's text is in the answer that makes it, and never again.</summary>
/// <param name="keys">The keys.</param>
public sealed class KeyRoutes(ApiKeyStore keys)
{
    private const int LongestName = 100;

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(RouteTable routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.Add("GET", "/v1/keys", AccessScopes.Admin, "Lists the keys of the projects the key opens.", ListAsync);
        routes.Add("POST", "/v1/keys", AccessScopes.Admin, "Makes a key.", CreateAsync, typeof(KeyRequest));
        routes.Add("DELETE", "/v1/keys/{id}", AccessScopes.Admin, "Makes a key void.", RevokeAsync);
    }

    private static JObject Describe(ApiKey key) => new()
    {
        ["key"] = key.Id,
        ["project"] = key.Project,
        ["user"] = key.User,
        ["scopes"] = new JArray(Enum.GetValues<AccessScopes>().Where(s => s != AccessScopes.None && key.Scopes.HasFlag(s)).Select(s => s.ToString().ToLowerInvariant())),
        ["created"] = key.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
        ["revoked"] = key.RevokedAt?.ToString("O", CultureInfo.InvariantCulture),
    };

    private async Task<IReadOnlyList<ApiKey>> OpenAsync(HttpContext context) =>
        [.. (await keys.ListAsync(context.RequestAborted).ConfigureAwait(false)).Where(k => Caller.Of(context).Opens(k.Project))];

    private async Task ListAsync(HttpContext context) =>
        await Answers.OkAsync(context, new JObject { ["keys"] = new JArray((await OpenAsync(context).ConfigureAwait(false)).Select(Describe)) }).ConfigureAwait(false);

    private async Task CreateAsync(HttpContext context)
    {
        JsonBody body = await JsonBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        string project = Caller.Of(context).ProjectOr(body.OptionalText("project", LongestName));
        string user = ProjectName.Check(body.Text("user", LongestName));
        JArray named = body.OptionalList("scopes") ?? [];
        body.RefuseOthers();
        if (project != Caller.AllProjects)
            ProjectName.Check(project);
        AccessScopes scopes = AccessScopes.None;
        foreach (JToken scope in named)
        {
            // Names only: the number 7 would otherwise be a set of scopes.
            if (scope.Type != JTokenType.String || (string)scope! is not ("read" or "submit" or "admin"))
                throw RequestRefusedException.Invalid("'scopes' must be a list of read, submit, admin");
            scopes |= Enum.Parse<AccessScopes>((string)scope!, ignoreCase: true);
        }

        if (scopes == AccessScopes.None)
            throw RequestRefusedException.Invalid("'scopes' must be a list of read, submit, admin");
        (ApiKey key, string text) = await keys.CreateAsync(project, user, scopes, context.RequestAborted).ConfigureAwait(false);
        JObject document = Describe(key);
        document["text"] = text;
        await Answers.WriteAsync(context, StatusCodes.Status201Created, document, "application/json").ConfigureAwait(false);
    }

    private async Task RevokeAsync(HttpContext context)
    {
        string id = (string)context.GetRouteValue("id")!;
        ApiKey key = (await OpenAsync(context).ConfigureAwait(false)).FirstOrDefault(k => k.Id == id) ?? throw RequestRefusedException.NotFound("key");
        await keys.RevokeAsync(key.Id, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
