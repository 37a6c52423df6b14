using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Jobs.Store;
using Sqs.Service.Json;

namespace Sqs.Service.Api;

/// <summary>Turns what went wrong into problem details (RFC 9457).</summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="logger">Takes what the service is to blame for.</param>
public sealed partial class Problems(RequestDelegate next, ILogger<Problems> logger)
{
    /// <summary>Handles a request.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Completes when it is answered.</returns>
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await WriteAsync(context, context.Response.StatusCode, Standard(context.Response.StatusCode), []).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            (int status, string detail, IReadOnlyList<string> codes) = exception switch
            {
                RequestRefusedException refused => (refused.Status, refused.Message, refused.Codes),
                IdempotencyConflictException conflict => (StatusCodes.Status422UnprocessableEntity, conflict.Message, []),
                DiagnosticException diagnostic => (StatusCodes.Status422UnprocessableEntity, diagnostic.Message, (IReadOnlyList<string>)[.. diagnostic.Diagnostics.Select(d => d.Code)]),
                BadHttpRequestException bad => (bad.StatusCode, bad.Message, []),
                DbException => (StatusCodes.Status503ServiceUnavailable, "the store of the service cannot be reached just now; try again", []),
                _ => (StatusCodes.Status500InternalServerError, "the service failed; its log tells more", []),
            };
            if (status >= StatusCodes.Status500InternalServerError)
                RequestFailed(exception, context.Request.Method, context.TraceIdentifier);
            await WriteAsync(context, status, detail, codes).ConfigureAwait(false);
        }
    }

    private static string Standard(int status) => status switch
    {
        StatusCodes.Status404NotFound => "there is no such route; see /openapi/v1.json",
        StatusCodes.Status405MethodNotAllowed => "the route does not take this method; see /openapi/v1.json",
        _ => "the request cannot be served",
    };

    private static Task WriteAsync(HttpContext context, int status, string detail, IReadOnlyList<string> codes)
    {
        var problem = new JObject { ["type"] = "about:blank", ["title"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status), ["status"] = status, ["detail"] = detail, ["trace"] = context.TraceIdentifier };
        if (codes.Count > 0)
            problem["codes"] = new JArray(codes);
        return Answers.WriteAsync(context, status, problem, "application/problem+json");
    }

    [LoggerMessage(LogLevel.Error, "A {Method} request failed ({Trace}).")]
    private partial void RequestFailed(Exception exception, string method, string trace);
}
