namespace Sqs.Campaign;

/// <summary>A transport of a process that may die before a request is sent, or after it was answered.</summary>
public sealed class KillableTransport(KillSwitch killSwitch) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        killSwitch.Pass();
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        killSwitch.Pass();
        return response;
    }
}
