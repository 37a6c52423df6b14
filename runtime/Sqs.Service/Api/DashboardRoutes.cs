using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Sqs.Service.Api;

/// <summary>Routes of the dashboard: one page with its style and script, all from this assembly, so that it works without internet.</summary>
internal static class DashboardRoutes
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly (string Path, string File, string Type)[] Files =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/dashboard.css", "dashboard.css", "text/css; charset=utf-8"),
        ("/dashboard.js", "dashboard.js", "text/javascript; charset=utf-8"),
    ];

    /// <summary>Adds the routes. They need no key: they hold nothing of anybody.</summary>
    /// <param name="routes">Where to.</param>
    public static void AddTo(IEndpointRouteBuilder routes)
    {
        foreach ((string path, string file, string type) in Files)
        {
            byte[] content = Read(file);
            string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"";
            routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => ServeAsync(context, content, type, tag)).ExcludeFromDescription();
        }
    }

    private static async Task ServeAsync(HttpContext context, byte[] content, string type, string tag)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
    }

    private static byte[] Read(string file)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Dashboard/{file}")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
