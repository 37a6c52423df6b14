using Newtonsoft.Json.Linq;
using RestEase;

namespace Sqs.Client;

/// <summary>The HTTP API of the job service, version 1. Any attribute-based client generator can stand behind it: methods return the plain answer.</summary>
[AllowAnyStatusCode]
[Header("Accept", "application/json")]
public interface IJobServiceApi
{
    /// <summary>Submits a job.</summary>
    /// <param name="body">The submission, see the service's OpenAPI document.</param>
    /// <param name="token">Marks the request: sent again with the same token it makes no second job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Post("v1/jobs")]
    Task<HttpResponseMessage> SubmitAsync([Body] JObject body, [Header("Idempotency-Key")] string token, CancellationToken cancellationToken);

    /// <summary>Lists jobs.</summary>
    /// <param name="limit">The most jobs of a page.</param>
    /// <param name="before">The last job of the page before, or null.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("v1/jobs")]
    Task<HttpResponseMessage> ListAsync([Query] int limit, [Query] string? before, CancellationToken cancellationToken);

    /// <summary>Shows a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("v1/jobs/{id}")]
    Task<HttpResponseMessage> ShowAsync([Path] string id, CancellationToken cancellationToken);

    /// <summary>Reads the results of a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="memory">Whether every shot is listed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("v1/jobs/{id}/results")]
    Task<HttpResponseMessage> ResultsAsync([Path] string id, [Query(QuerySerializationMethod.ToString)] string memory, CancellationToken cancellationToken);

    /// <summary>Confirms a draft.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Post("v1/jobs/{id}/confirm")]
    Task<HttpResponseMessage> ConfirmAsync([Path] string id, CancellationToken cancellationToken);

    /// <summary>Cancels a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="body">Whether also one that runs.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Post("v1/jobs/{id}/cancel")]
    Task<HttpResponseMessage> CancelAsync([Path] string id, [Body] JObject body, CancellationToken cancellationToken);

    /// <summary>Lists the devices the service reaches.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("v1/backends")]
    Task<HttpResponseMessage> BackendsAsync(CancellationToken cancellationToken);

    /// <summary>Replays a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="body">How, see the service's OpenAPI document.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Post("v1/jobs/{id}/replay")]
    Task<HttpResponseMessage> ReplayAsync([Path] string id, [Body] JObject body, CancellationToken cancellationToken);

    /// <summary>Shares a run.</summary>
    /// <param name="archive">The zip file of the run, as application/zip.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Post("v1/runs")]
    Task<HttpResponseMessage> ShareAsync([Body] HttpContent archive, CancellationToken cancellationToken);

    /// <summary>Reads the zip file of a run.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("v1/runs/{id}/archive")]
    Task<HttpResponseMessage> ArchiveAsync([Path] string id, CancellationToken cancellationToken);
}
