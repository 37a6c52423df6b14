using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Emulation.Faults;
using Sqs.Providers.Emulation.Jobs;

namespace Sqs.Providers.Emulation.Hosting;

/// <summary>
/// A server on the loopback address that speaks a vendor's REST API. It is strict: what the vendor refuses it refuses, and what the
/// vendor leaves open it refuses as well. Faults come from a plan. It never logs a header.
/// </summary>
public abstract class Emulator : IAsyncDisposable
{
    // Clients that look in once an hour still find their results.
    private static readonly TimeSpan Retention = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(120);

    private readonly WebApplication _app;
    private readonly SemaphoreSlim _gate = new(1, 1);

    private protected Emulator(EmulatorOptions options, long largestBody)
    {
        Options = options;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, options.Port);
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = largestBody + 1;
        });
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>How the emulator behaves.</summary>
    public EmulatorOptions Options { get; }

    /// <summary>Address of the server, once it runs.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The environment variables by which a client reaches the server, once it runs. The key is the emulator's own and opens nothing else.</summary>
    public abstract IReadOnlyList<(string Name, string Value)> ClientVariables { get; }

    /// <summary>Whether the request being answered is a second delivery.</summary>
    private protected bool IsRedelivery { get; private set; }

    /// <summary>Starts the server.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>Completes when it listens.</returns>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _app.StartAsync(cancellationToken).ConfigureAwait(false);
        Address = new Uri(_app.Urls.First());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether a job ended and its cost is settled, so that no client needs it any more.</summary>
    private protected bool IsSettled(EmulatedJob job) => Options.Clock.GetUtcNow() >= job.EndsAt + Options.SettleTime + Retention;

    /// <summary>Answers a request. Called by one request at a time.</summary>
    private protected abstract ApiReply Answer(ApiRequest request);

    /// <summary>Writes the vendor's form of an error.</summary>
    private protected abstract ApiReply Error(int status, string code, string message);

    private static ApiRequest Read(HttpRequest request, string text) => new(
        request.Method.ToUpperInvariant(),
        [.. request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)],
        request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal),
        request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        text);

    private async Task ServeAsync(HttpContext context)
    {
        ApiRequest request;
        try
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            request = Read(context.Request, await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false));
        }
        catch (BadHttpRequestException exception)
        {
            await WriteAsync(context, Error(exception.StatusCode, "too-large", "the request is too large"), FaultKind.None).ConfigureAwait(false);
            return;
        }

        FaultKind fault = Options.Faults.NextRequest();
        ApiReply? instead = fault switch
        {
            FaultKind.TooManyRequests => Error(429, "1202", "too many requests") with { RetryAfter = 2 },
            FaultKind.ErrorBefore => Error(503, "9999", "service unavailable"),
            FaultKind.ExpiredToken => Error(401, "1200", "the token has expired"),
            _ => null,
        };
        if (fault == FaultKind.DropBefore)
        {
            context.Abort();
            return;
        }

        if (instead is null)
        {
            ApiReply answer = await ServeOnceAsync(request, isRedelivery: false).ConfigureAwait(false);
            if (fault == FaultKind.DuplicatedDelivery)
                await ServeOnceAsync(request, isRedelivery: true).ConfigureAwait(false);
            if (fault == FaultKind.DropAfter)
            {
                context.Abort();
                return;
            }

            instead = fault switch
            {
                FaultKind.ErrorAfter => Error(500, "9999", "internal error"),
                FaultKind.UnauthorizedAfter => Error(401, "1201", "invalid credentials"),
                _ => answer,
            };
        }

        await WriteAsync(context, instead, fault).ConfigureAwait(false);
    }

    private async Task<ApiReply> ServeOnceAsync(ApiRequest request, bool isRedelivery)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            IsRedelivery = isRedelivery;
            return Answer(request);
        }
        catch (ApiRefusal refusal)
        {
            return refusal.Reply;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task WriteAsync(HttpContext context, ApiReply reply, FaultKind fault)
    {
        context.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["x-request-id"] = context.TraceIdentifier;
        if (reply.Body is null)
            return;
        byte[] bytes = Encoding.UTF8.GetBytes(reply.Body is JValue { Type: JTokenType.String } text ? (string)text! : reply.Body.ToString(Formatting.None));
        context.Response.ContentType = "application/json";
        bool isCut = bytes.Length > 1 && fault is FaultKind.TruncatedJson or FaultKind.SlowBody;
        if (fault == FaultKind.SlowBody && isCut)
        {
            context.Response.ContentLength = bytes.Length;
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            await Task.Delay(LongestStall, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
            context.Abort();
            return;
        }

        ReadOnlyMemory<byte> sent = isCut ? bytes.AsMemory(0, bytes.Length / 2) : bytes;
        context.Response.ContentLength = sent.Length;
        await context.Response.Body.WriteAsync(sent, context.RequestAborted).ConfigureAwait(false);
    }
}
