using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sqs.Service.Tests;

/// <summary>A collector of telemetry on a free port: keeps what it is sent, by path.</summary>
internal sealed class CollectorStub : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<byte[]>> _received = new();

    private CollectorStub(WebApplication application) => _application = application;

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<CollectorStub> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var stub = new CollectorStub(builder.Build());
        stub._application.MapPost("/{**path}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            stub._received.GetOrAdd(context.Request.Path, _ => new ConcurrentQueue<byte[]>()).Enqueue(body.ToArray());
            context.Response.ContentType = context.Request.ContentType;
        });
        await stub._application.StartAsync();
        return stub;
    }

    /// <summary>All that came to a path; texts inside protobuf messages are plain UTF-8.</summary>
    public string Text(string path) => string.Concat(_received.GetValueOrDefault(path, []).Select(Encoding.UTF8.GetString));

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
