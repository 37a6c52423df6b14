using Newtonsoft.Json.Linq;
using Sqs.Providers.Errors;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Ibm;

/// <summary>
/// Sessions and batches. A dedicated session is charged by the clock while it is active, a batch by the processor time of its jobs, so
/// batches are the default. Close one only when all of its jobs have ended.
/// </summary>
public sealed class IbmSessions
{
    private readonly IbmService _service;

    internal IbmSessions(IbmService service) => _service = service;

    /// <summary>Opens a batch, or a dedicated session.</summary>
    /// <param name="backend">Name of the backend.</param>
    /// <param name="longestLife">How long it may live.</param>
    /// <param name="isDedicated">Whether the processor is reserved, and charged by the clock.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The session.</returns>
    public async Task<Outcome<IbmSession>> OpenAsync(string backend, TimeSpan longestLife, bool isDedicated, CancellationToken cancellationToken)
    {
        var body = new JObject
        {
            ["mode"] = isDedicated ? "dedicated" : "batch",
            ["backend"] = backend,
            ["max_ttl"] = (long)longestLife.TotalSeconds,
        };
        Outcome<JObject> answer = await _service.Call
            .JsonAsync<JObject>(token => _service.Api.OpenSessionAsync(body, token), CallKind.Submit, cancellationToken).ConfigureAwait(false);
        return answer.Select(IbmSession.Read);
    }

    /// <summary>Reads a session.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The session.</returns>
    public async Task<Outcome<IbmSession>> GetAsync(string id, CancellationToken cancellationToken) =>
        (await _service.Call.ReadAsync<JObject>(token => _service.Api.SessionAsync(id, token), cancellationToken).ConfigureAwait(false)).Select(IbmSession.Read);

    /// <summary>Closes a session: no job joins it any more, queued ones still run unless they are cancelled.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancelQueued">Whether queued jobs are cancelled.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The identifier of the session.</returns>
    public async Task<Outcome<string>> CloseAsync(string id, bool cancelQueued, CancellationToken cancellationToken)
    {
        var stop = new JObject { ["accepting_jobs"] = false };
        Outcome<string> answer = await _service.Call.TextAsync(
            token => cancelQueued ? _service.Api.CloseSessionAsync(id, token) : _service.Api.ChangeSessionAsync(id, stop, token),
            CallKind.Repeatable,
            cancellationToken).ConfigureAwait(false);
        return answer.Select(_ => id);
    }
}
