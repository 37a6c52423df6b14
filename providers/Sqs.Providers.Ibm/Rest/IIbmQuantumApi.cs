using Newtonsoft.Json.Linq;
using RestEase;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>
/// The REST API of the IBM Quantum Compute Service, paths below <c>/api/v1</c>. Any attribute-based client generator can stand behind
/// it: methods return the plain answer.
/// </summary>
[AllowAnyStatusCode]
[Header("Accept", "application/json")]
public interface IIbmQuantumApi
{
    /// <summary>Cloud resource name of the instance; sent with every call.</summary>
    [Header("Service-CRN")]
    string ServiceCrn { get; set; }

    /// <summary>The pinned API version; sent with every call.</summary>
    [Header("IBM-API-Version")]
    string ApiVersion { get; set; }

    /// <summary>Lists backends.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("backends")]
    Task<HttpResponseMessage> ListBackendsAsync(CancellationToken cancellationToken);

    /// <summary>Reads what a backend can do.</summary>
    /// <param name="name">Name of the backend.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("backends/{name}/configuration")]
    Task<HttpResponseMessage> ConfigurationAsync([Path] string name, CancellationToken cancellationToken);

    /// <summary>Reads how well a backend does it.</summary>
    /// <param name="name">Name of the backend.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("backends/{name}/properties")]
    Task<HttpResponseMessage> PropertiesAsync([Path] string name, CancellationToken cancellationToken);

    /// <summary>Reads whether a backend is up.</summary>
    /// <param name="name">Name of the backend.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("backends/{name}/status")]
    Task<HttpResponseMessage> BackendStatusAsync([Path] string name, CancellationToken cancellationToken);

    /// <summary>Submits a job.</summary>
    /// <param name="body">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Post("jobs")]
    Task<HttpResponseMessage> SubmitAsync([Body] JObject body, CancellationToken cancellationToken);

    /// <summary>Lists jobs that carry a tag, newest first.</summary>
    /// <param name="tags">The tag.</param>
    /// <param name="limit">The most jobs to list.</param>
    /// <param name="excludeParams">Whether to leave out the programs.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs")]
    Task<HttpResponseMessage> FindJobsAsync(string tags, int limit, [Query("exclude_params", QuerySerializationMethod.Serialized)] bool excludeParams, CancellationToken cancellationToken);

    /// <summary>Reads a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="excludeParams">Whether to leave out the programs.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs/{id}")]
    Task<HttpResponseMessage> JobAsync([Path] string id, [Query("exclude_params", QuerySerializationMethod.Serialized)] bool excludeParams, CancellationToken cancellationToken);

    /// <summary>Reads the results of a completed job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs/{id}/results")]
    Task<HttpResponseMessage> ResultsAsync([Path] string id, CancellationToken cancellationToken);

    /// <summary>Reads what a job used.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs/{id}/metrics")]
    Task<HttpResponseMessage> MetricsAsync([Path] string id, CancellationToken cancellationToken);

    /// <summary>Cancels a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer: 204, or 409 where the job has ended.</returns>
    [Post("jobs/{id}/cancel")]
    Task<HttpResponseMessage> CancelAsync([Path] string id, CancellationToken cancellationToken);

    /// <summary>Reads what the instance has used.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("instances/usage")]
    Task<HttpResponseMessage> UsageAsync(CancellationToken cancellationToken);

    /// <summary>Opens a session or a batch.</summary>
    /// <param name="body">Mode, backend and longest life.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Post("sessions")]
    Task<HttpResponseMessage> OpenSessionAsync([Body] JObject body, CancellationToken cancellationToken);

    /// <summary>Reads a session.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("sessions/{id}")]
    Task<HttpResponseMessage> SessionAsync([Path] string id, CancellationToken cancellationToken);

    /// <summary>Changes a session; queued jobs still run after <c>accepting_jobs</c> is false.</summary>
    /// <param name="id">The session.</param>
    /// <param name="body">What to change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Patch("sessions/{id}")]
    Task<HttpResponseMessage> ChangeSessionAsync([Path] string id, [Body] JObject body, CancellationToken cancellationToken);

    /// <summary>Closes a session at once; its queued jobs are cancelled.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Delete("sessions/{id}/close")]
    Task<HttpResponseMessage> CloseSessionAsync([Path] string id, CancellationToken cancellationToken);
}
