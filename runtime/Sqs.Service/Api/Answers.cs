using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Sqs.Service.Api;

/// <summary>Writes JSON answers.</summary>
internal static class Answers
{
    /// <summary>Answers with a document.</summary>
    /// <param name="context">The request.</param>
    /// <param name="document">The document.</param>
    /// <returns>Completes when written.</returns>
    public static Task OkAsync(HttpContext context, JToken document) => WriteAsync(context, StatusCodes.Status200OK, document, "application/json");

    /// <summary>Writes an answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="document">The document.</param>
    /// <param name="type">The media type.</param>
    /// <returns>Completes when written.</returns>
    public static async Task WriteAsync(HttpContext context, int status, JToken document, string type)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(document.ToString(Formatting.None));
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
