using Newtonsoft.Json.Linq;
using Sqs.Providers.Costs;
using Sqs.Providers.Errors;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.IonQ;

/// <summary>Sessions: the vendor stops them at a number of jobs, a time or an amount of money, so they guard against cost.</summary>
public sealed class IonQSessions
{
    private readonly IonQService _service;

    internal IonQSessions(IonQService service) => _service = service;

    /// <summary>Opens a session.</summary>
    /// <param name="backend">Name of the backend.</param>
    /// <param name="mostJobs">The most jobs, or null.</param>
    /// <param name="longest">The longest time, or null.</param>
    /// <param name="mostCost">The most money, or null.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Its identifier.</returns>
    public async Task<Outcome<string>> OpenAsync(string backend, int? mostJobs, TimeSpan? longest, Money? mostCost, CancellationToken cancellationToken)
    {
        var settings = new JObject();
        if (mostJobs is { } jobs)
            settings["job_count_limit"] = jobs;
        if (longest is { } time)
            settings["duration_limit_min"] = (int)Math.Ceiling(time.TotalMinutes);
        if (mostCost is { } cost)
            settings["cost_limit"] = new JObject { ["unit"] = cost.Unit, ["value"] = cost.Amount };
        var body = new JObject { ["backend"] = backend, ["settings"] = settings };
        Outcome<JObject> answer = await _service.Call
            .JsonAsync<JObject>(token => _service.Api.OpenSessionAsync(body, token), CallKind.Submit, cancellationToken).ConfigureAwait(false);
        return answer.Select(session => (string?)session["id"] ?? string.Empty);
    }

    /// <summary>Asks whether a session still takes jobs.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it does.</returns>
    public async Task<Outcome<bool>> IsActiveAsync(string id, CancellationToken cancellationToken)
    {
        Outcome<JObject> session = await _service.Call.ReadAsync<JObject>(token => _service.Api.SessionAsync(id, token), cancellationToken).ConfigureAwait(false);
        return session.Select(s => (bool?)s["active"] ?? (string?)s["status"] != "ended");
    }

    /// <summary>Ends a session.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Its identifier.</returns>
    public async Task<Outcome<string>> EndAsync(string id, CancellationToken cancellationToken)
    {
        Outcome<string> answer = await _service.Call
            .TextAsync(token => _service.Api.EndSessionAsync(id, token), CallKind.Repeatable, cancellationToken).ConfigureAwait(false);
        return answer.Select(_ => id);
    }
}
