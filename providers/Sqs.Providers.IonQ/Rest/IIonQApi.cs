using Newtonsoft.Json.Linq;
using RestEase;

namespace Sqs.Providers.IonQ.Rest;

/// <summary>The REST API of IonQ, version 0.4. Any attribute-based client generator can stand behind it: methods return the plain answer.</summary>
[AllowAnyStatusCode]
[Header("Accept", "application/json")]
public interface IIonQApi
{
    /// <summary>Names the key.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("whoami")]
    Task<HttpResponseMessage> WhoAmIAsync(CancellationToken cancellationToken);

    /// <summary>Lists backends.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("backends")]
    Task<HttpResponseMessage> ListBackendsAsync(CancellationToken cancellationToken);

    /// <summary>Reads a backend.</summary>
    /// <param name="backend">Its name.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("backends/{backend}")]
    Task<HttpResponseMessage> BackendAsync([Path] string backend, CancellationToken cancellationToken);

    /// <summary>Reads a characterization of a backend.</summary>
    /// <param name="backend">Its name.</param>
    /// <param name="id">The characterization.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("backends/{backend}/characterizations/{id}")]
    Task<HttpResponseMessage> CharacterizationAsync([Path] string backend, [Path] string id, CancellationToken cancellationToken);

    /// <summary>Submits a job.</summary>
    /// <param name="body">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Post("jobs")]
    Task<HttpResponseMessage> SubmitAsync([Body] JObject body, CancellationToken cancellationToken);

    /// <summary>Lists jobs, newest first.</summary>
    /// <param name="limit">The most jobs of a page.</param>
    /// <param name="start">Where the page begins, or null for the first.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs")]
    Task<HttpResponseMessage> ListJobsAsync(int limit, [Query("next")] string? start, CancellationToken cancellationToken);

    /// <summary>Lists the jobs that were made of a job's circuits.</summary>
    /// <param name="parent">The job.</param>
    /// <param name="limit">The most jobs of a page.</param>
    /// <param name="start">Where the page begins, or null for the first.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs")]
    Task<HttpResponseMessage> ListChildrenAsync([Query("parent_job_id")] string parent, int limit, [Query("next")] string? start, CancellationToken cancellationToken);

    /// <summary>Reads a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs/{id}")]
    Task<HttpResponseMessage> JobAsync([Path] string id, CancellationToken cancellationToken);

    /// <summary>Cancels a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Put("jobs/{id}/status/cancel")]
    Task<HttpResponseMessage> CancelAsync([Path] string id, CancellationToken cancellationToken);

    /// <summary>Reads what a job costs.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs/{id}/cost")]
    Task<HttpResponseMessage> CostAsync([Path] string id, CancellationToken cancellationToken);

    /// <summary>Estimates what a circuit costs.</summary>
    /// <param name="backend">Name of the backend.</param>
    /// <param name="type">Type of the job.</param>
    /// <param name="qubits">Number of qubits.</param>
    /// <param name="shots">Number of shots.</param>
    /// <param name="oneQubitGates">Number of gates on one qubit.</param>
    /// <param name="twoQubitGates">Number of gates on two qubits.</param>
    /// <param name="errorMitigation">Whether errors are mitigated.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs/estimate")]
    Task<HttpResponseMessage> EstimateAsync(
        string backend,
        string type,
        int qubits,
        int shots,
        [Query("1q_gates")] int oneQubitGates,
        [Query("2q_gates")] int twoQubitGates,
        [Query("error_mitigation", QuerySerializationMethod.Serialized)] bool errorMitigation,
        CancellationToken cancellationToken);

    /// <summary>Reads a result.</summary>
    /// <param name="id">The job.</param>
    /// <param name="artifact">The result's identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs/{id}/artifacts/{artifact}")]
    Task<HttpResponseMessage> ArtifactAsync([Path] string id, [Path] string artifact, CancellationToken cancellationToken);

    /// <summary>Reads a result in the older form.</summary>
    /// <param name="id">The job.</param>
    /// <param name="kind">Probabilities, histogram or shots.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Get("jobs/{id}/results/{kind}")]
    Task<HttpResponseMessage> ResultAsync([Path] string id, [Path] string kind, CancellationToken cancellationToken);

    /// <summary>Opens a session.</summary>
    /// <param name="body">Backend and limits.</param>
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

    /// <summary>Ends a session.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    [Post("sessions/{id}/end")]
    Task<HttpResponseMessage> EndSessionAsync([Path] string id, CancellationToken cancellationToken);
}
