using Sqs.Providers.Costs;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Native;

/// <summary>This machine as a provider like any other.</summary>
public sealed class NativeProvider : IProvider
{
    /// <summary>Name in backend specifications.</summary>
    public const string ProviderName = "native";

    /// <summary>There is nothing to know of an account.</summary>
    public static readonly CredentialSchema Schema = new(ProviderName, []);

    private readonly TimeProvider _clock;

    /// <summary>Creates the provider.</summary>
    /// <param name="clock">The clock.</param>
    public NativeProvider(TimeProvider clock) => _clock = clock;

    /// <inheritdoc/>
    public string Name => ProviderName;

    /// <inheritdoc/>
    public Task<Outcome<IReadOnlyList<BackendSummary>>> ListBackendsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<IReadOnlyList<BackendSummary>>>(new List<BackendSummary>
        {
            new(ProviderName, string.Empty, BackendState.Online, NativeBackend.MostQubits, IsSimulator: true) { AsOf = _clock.GetUtcNow(), Note = "as wide as memory allows" },
        });

    /// <inheritdoc/>
    public IBackend Backend(string name) => new NativeBackend(name, _clock);

    /// <inheritdoc/>
    public Task<Outcome<AccountUsage>> AccountUsageAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<AccountUsage>>(new AccountUsage(null, null, IsExhausted: false));
}
