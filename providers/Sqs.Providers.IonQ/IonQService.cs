using RestEase;
using Sqs.Providers.IonQ.Errors;
using Sqs.Providers.IonQ.Rest;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.IonQ;

/// <summary>The connection with one key: one pipeline of pacing and repetition, shared by all backends and workers.</summary>
internal sealed class IonQService : IDisposable
{
    // Ending a session twice does what ending it once does.
    private const string RepeatablePost = "/end";

    private readonly VendorPipeline _pipeline;
    private readonly HttpClient _http;

    public IonQService(IonQSettings settings, VendorConnection connection)
    {
        Settings = settings;
        Clock = connection.Clock;
        _pipeline = new VendorPipeline(connection, settings.Resilience);
        _http = new HttpClient(_pipeline.Handler(transport => new ApiKeyHandler(connection.ApiKey, transport), RepeatablePost)) { BaseAddress = settings.BaseUrl, Timeout = Timeout.InfiniteTimeSpan };
        Api = RestClient.For<IIonQApi>(_http);
        Call = new VendorCall(IonQErrorReader.Read, ["x-request-id"], Clock);
    }

    public IonQSettings Settings { get; }

    public TimeProvider Clock { get; }

    public IIonQApi Api { get; }

    public VendorCall Call { get; }

    public void Dispose()
    {
        _http.Dispose();
        _pipeline.Dispose();
    }
}
