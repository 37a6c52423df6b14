using Sqs.Runtime.Jobs;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary>The providers and the durable jobs, open for one command.</summary>
/// <param name="Providers">The providers.</param>
/// <param name="Service">The jobs.</param>
internal sealed record OpenJobs(ProviderCatalog Providers, JobService Service) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Providers.Dispose();
}
