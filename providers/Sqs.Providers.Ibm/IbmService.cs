using RestEase;
using Sqs.Providers.Ibm.Authentication;
using Sqs.Providers.Ibm.Errors;
using Sqs.Providers.Ibm.Rest;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Ibm;

/// <summary>
/// The connection to one instance with one credential: one token, one pipeline of pacing and repetition, shared by all backends and workers.
/// </summary>
internal sealed class IbmService : IDisposable
{
    /// <summary>End of the path of POST requests that may be repeated: cancelling twice does what cancelling once does.</summary>
    public const string RepeatablePost = "/cancel";

    // Exchanging a key may always be repeated.
    private const string EveryPost = "";

    private readonly VendorPipeline _pipeline;
    private readonly IamTokenCache _tokens;
    private readonly HttpClient _http;

    public IbmService(IbmSettings settings, VendorConnection connection)
    {
        Settings = settings;
        Clock = connection.Clock;
        _pipeline = new VendorPipeline(connection, settings.Resilience);
        _tokens = new IamTokenCache(connection.ApiKey, settings.IamUrl, _pipeline.Handler(null, EveryPost), Clock);
        _http = new HttpClient(_pipeline.Handler(transport => new IamTokenHandler(_tokens, transport), RepeatablePost)) { BaseAddress = settings.BaseUrl, Timeout = Timeout.InfiniteTimeSpan };
        Api = RestClient.For<IIbmQuantumApi>(_http);
        Api.ServiceCrn = settings.ServiceCrn;
        Api.ApiVersion = settings.ApiVersion;
        Call = new VendorCall(IbmErrorReader.Read, ["uber-trace-id", "x-request-id"], Clock);
    }

    public IbmSettings Settings { get; }

    public TimeProvider Clock { get; }

    public IIbmQuantumApi Api { get; }

    public VendorCall Call { get; }

    public void Dispose()
    {
        _http.Dispose();
        _tokens.Dispose();
        _pipeline.Dispose();
    }
}
