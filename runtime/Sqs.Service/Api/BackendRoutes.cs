using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs;

namespace Sqs.Service.Api;

/// <summary>Routes of backends.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="providers">The providers.</param>
public sealed class BackendRoutes(JobService jobs, ProviderCatalog providers)
{
    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(RouteTable routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.Add("GET", "/v1/backends", AccessScopes.Read, "Lists the devices of every provider the service has a credential for.", ListAsync);
    }

    private async Task ListAsync(HttpContext context)
    {
        var backends = new JArray();
        var away = new JObject();
        foreach (CredentialSchema schema in providers.Schemas)
        {
            try
            {
                // What is missing is said without a word of what is there.
                if (providers.FindCredential(schema.Provider, BackendSpec.DefaultProfile).Missing is { } missing)
                {
                    away[schema.Provider] = missing.Message;
                    continue;
                }

                foreach (BackendSummary backend in await jobs.BackendsAsync(schema.Provider, BackendSpec.DefaultProfile, context.RequestAborted).ConfigureAwait(false))
                    backends.Add(new JObject { ["backend"] = new BackendSpec(schema.Provider, backend.Name).ToString(), ["qubits"] = backend.QubitCount, ["state"] = backend.State.ToString(), ["queued"] = backend.QueueLength, ["simulator"] = backend.IsSimulator });
            }
            catch (DiagnosticException exception)
            {
                away[schema.Provider] = exception.Message;
            }
        }

        await Answers.OkAsync(context, new JObject { ["backends"] = backends, ["away"] = away }).ConfigureAwait(false);
    }
}
