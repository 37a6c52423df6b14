namespace Sqs.Service.Api;

/// <summary>The body of a request for a key.</summary>
public sealed record KeyRequest
{
    /// <summary>The project it opens; the asking key's where it is left out, <c>*</c> for the whole installation.</summary>
    public string? Project { get; init; }

    /// <summary>Who holds it.</summary>
    public required string User { get; init; }

    /// <summary>What it allows: <c>read</c>, <c>submit</c>, <c>admin</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
}
