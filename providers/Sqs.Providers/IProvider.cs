using Sqs.Providers.Costs;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;

namespace Sqs.Providers;

/// <summary>Someone who runs programs: a vendor's account, or this machine. Safe for use by several threads.</summary>
public interface IProvider
{
    /// <summary>Name in backend specifications, lower case, for instance <c>native</c>.</summary>
    string Name { get; }

    /// <summary>Lists the backends of the account.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The backends, in the vendor's order.</returns>
    Task<Outcome<IReadOnlyList<BackendSummary>>> ListBackendsAsync(CancellationToken cancellationToken);

    /// <summary>Opens a backend by name. Nothing is asked of the vendor.</summary>
    /// <param name="name">Name at the provider.</param>
    /// <returns>The backend.</returns>
    IBackend Backend(string name);

    /// <summary>Asks what the account has used; with it, whether its credential works.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The usage.</returns>
    Task<Outcome<AccountUsage>> AccountUsageAsync(CancellationToken cancellationToken);
}
