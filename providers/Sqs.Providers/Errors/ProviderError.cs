namespace Sqs.Providers.Errors;

/// <summary>Why a call to a provider, or a job there, failed. It never holds a credential.</summary>
/// <param name="Kind">What the failure asks for.</param>
/// <param name="Code">The vendor's code, or one of ours where the vendor gave none.</param>
/// <param name="Message">What is wrong.</param>
public sealed record ProviderError(ProviderErrorKind Kind, string Code, string Message)
{
    /// <summary>What would be right, or null.</summary>
    public string? Remedy { get; init; }

    /// <summary>HTTP status of the answer, or null where there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The vendor's identifier of the request, for its support; or null.</summary>
    public string? TraceId { get; init; }

    /// <summary>How long the vendor asks to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the failed request may have taken effect; read requests and local failures are <see cref="Acceptance.Refused"/>.</summary>
    public Acceptance Acceptance { get; init; }

    /// <summary>Whether the same work may be submitted again without a change.</summary>
    public bool IsRetryable => Kind is ProviderErrorKind.Retry or ProviderErrorKind.VendorOutage;

    /// <summary>The error on one line.</summary>
    /// <returns>Code, message, remedy and trace, as far as known.</returns>
    public override string ToString()
    {
        string remedy = Remedy is null ? string.Empty : $"; {Remedy}";
        string trace = TraceId is null ? string.Empty : $" (trace {TraceId})";
        return $"{Code}: {Message}{remedy}{trace}";
    }
}
