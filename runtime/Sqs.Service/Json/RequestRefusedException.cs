using Microsoft.AspNetCore.Http;

namespace Sqs.Service.Json;

/// <summary>A request that is answered with a problem instead of what it asked for.</summary>
public sealed class RequestRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">What is wrong, and what would be right.</param>
    public RequestRefusedException(int status, string detail)
        : base(detail) => Status = status;

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Codes of diagnostics, where there are some.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>A request that makes no sense.</summary>
    /// <param name="detail">What is wrong, and what would be right.</param>
    /// <returns>The exception.</returns>
    public static RequestRefusedException Invalid(string detail) => new(StatusCodes.Status400BadRequest, detail);

    /// <summary>Something that is not there, or that the key does not open; the answer does not tell which.</summary>
    /// <param name="what">What was asked for.</param>
    /// <returns>The exception.</returns>
    public static RequestRefusedException NotFound(string what) => new(StatusCodes.Status404NotFound, $"there is no such {what}");
}
