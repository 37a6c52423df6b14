namespace Sqs.Providers.Resilience;

/// <summary>Lets several handler chains send through one transport, which its owner disposes.</summary>
public sealed class SharedTransport : DelegatingHandler
{
    /// <summary>Wraps a transport.</summary>
    /// <param name="transport">The transport.</param>
    public SharedTransport(HttpMessageHandler transport)
        : base(transport)
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The transport belongs to whoever made it, so it is not disposed with this handler.
        base.Dispose(disposing: false);
    }
}
