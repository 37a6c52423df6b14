using System.Collections.Concurrent;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Targets;
using Sqs.Providers;
using Sqs.Providers.Costs;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Runtime.Jobs;

/// <summary>
/// The providers of this process, one connection an account: its token, its pacing and its circuit breaker are shared by all who use it.
/// Safe for use by several threads.
/// </summary>
public sealed class ProviderCatalog : IDisposable
{
    private static readonly TimeSpan UsageIsFresh = TimeSpan.FromSeconds(60);

    private readonly IReadOnlyList<ProviderRegistration> _registrations;
    private readonly CredentialSource _credentials;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<(string Provider, string Profile), Lazy<Connection>> _connected = new();
    private readonly ConcurrentBag<Connection> _retired = [];
    private readonly ConcurrentDictionary<(string Provider, string Profile), (DateTimeOffset At, Outcome<AccountUsage> Usage)> _usage = new();

    /// <summary>Creates a catalogue; nothing is connected yet.</summary>
    /// <param name="registrations">The providers.</param>
    /// <param name="credentials">Where credentials are found.</param>
    /// <param name="clock">The clock.</param>
    public ProviderCatalog(IReadOnlyList<ProviderRegistration> registrations, CredentialSource credentials, TimeProvider clock)
    {
        _registrations = registrations;
        _credentials = credentials;
        _clock = clock;
    }

    /// <summary>What each provider needs to know of an account.</summary>
    public IReadOnlyList<CredentialSchema> Schemas => [.. _registrations.Select(r => r.Schema)];

    /// <summary>Finds a provider's schema.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="DiagnosticException">There is no such provider.</exception>
    public CredentialSchema SchemaOf(string provider) => Registration(provider).Schema;

    /// <summary>The credential of a profile.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="profile">Name of the profile.</param>
    /// <returns>The credential, or what is missing.</returns>
    /// <exception cref="DiagnosticException">There is no such provider, or the credential file cannot be used.</exception>
    public (Credential? Credential, Diagnostic? Missing) FindCredential(string provider, string profile) => _credentials.Find(SchemaOf(provider), profile);

    /// <summary>All credentials there are: the profiles of a file and what the environment holds.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Complete credentials, by provider and profile.</returns>
    /// <exception cref="DiagnosticException">The file cannot be used.</exception>
    public IReadOnlyList<Credential> Credentials(CredentialFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        IEnumerable<(string Provider, string Profile)> named = _registrations.Where(r => !r.Schema.Fields.IsEmpty).Select(r => (r.Schema.Provider, BackendSpec.DefaultProfile));
        return
        [
            .. named.Concat(file.Profiles()).Distinct().Where(p => _registrations.Any(r => r.Schema.Provider == p.Provider))
                .Select(p => FindCredential(p.Provider, p.Profile).Credential).OfType<Credential>(),
        ];
    }

    /// <summary>
    /// Finds out what is there of each provider. Addresses are tried without a credential: any answer at all counts as reachable. What cannot be used is reported with its
    /// provider and keeps nothing from being looked at.
    /// </summary>
    /// <param name="client">Tries the addresses; null to leave that out.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>One line a provider.</returns>
    public async Task<IReadOnlyList<ProviderCheck>> CheckAsync(HttpClient? client, CancellationToken cancellationToken)
    {
        var checks = new List<ProviderCheck>();
        foreach (ProviderRegistration registration in _registrations)
        {
            (Credential? credential, Diagnostic? missing) = Look(registration);
            Uri[] addresses = [];
            try
            {
                addresses = [.. registration.Endpoints(credential ?? _credentials.Collect(registration.Schema, BackendSpec.DefaultProfile, withFile: missing?.Descriptor == ProviderDiagnostics.NoCredential))];
            }
            catch (DiagnosticException unusable)
            {
                missing = unusable.Diagnostics[0];
            }

            bool?[] answers = client is null ? new bool?[addresses.Length] : await Task.WhenAll(addresses.Select(a => IsReachableAsync(client, a, cancellationToken))).ConfigureAwait(false);
            checks.Add(new ProviderCheck(registration.Schema.Provider, credential, missing, [.. addresses.Zip(answers)]));
        }

        return checks;
    }

    /// <summary>The addresses behind a credential, the service's own first; empty for this machine.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="profile">Name of the profile.</param>
    /// <returns>The addresses, the vendor's own where nothing else is configured.</returns>
    /// <exception cref="DiagnosticException">There is no such provider, or an address or the credential file cannot be used.</exception>
    public IReadOnlyList<Uri> AddressesOf(string provider, string profile)
    {
        ProviderRegistration registration = Registration(provider);
        return registration.Endpoints(_credentials.Collect(registration.Schema, profile));
    }

    /// <summary>Connects an account, once.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="profile">Name of the profile.</param>
    /// <returns>The provider.</returns>
    /// <exception cref="DiagnosticException">There is no such provider, or no credential for it.</exception>
    public IProvider Provider(string provider, string profile = BackendSpec.DefaultProfile) => Connected(provider, profile).Provider;

    /// <summary>Opens a backend.</summary>
    /// <param name="spec">Its specification.</param>
    /// <returns>The backend.</returns>
    /// <exception cref="DiagnosticException">The text is no specification, or there is no such provider, or no credential for it.</exception>
    public IBackend Backend(string spec)
    {
        BackendSpec parsed = Parse(spec);
        return Provider(parsed.Provider, parsed.Profile).Backend(parsed.Name);
    }

    /// <summary>Where jobs of a backend go.</summary>
    /// <param name="backend">Specification of the backend.</param>
    /// <returns>Host of the service, with its port where that is not the usual one; null for this machine.</returns>
    /// <exception cref="DiagnosticException">The text is no specification, or there is no such provider.</exception>
    public string? HostOf(string backend)
    {
        BackendSpec spec = Parse(backend);
        return AddressesOf(spec.Provider, spec.Profile) is [var service, ..] ? service.Authority : null;
    }

    /// <summary>The target that a recorded device was; no credential is needed.</summary>
    /// <param name="device">The device as it was recorded.</param>
    /// <returns>The target.</returns>
    /// <exception cref="DiagnosticException">There is no such provider.</exception>
    public Target TargetOf(BackendSnapshot device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return Registration(device.Provider).TargetOf(device);
    }

    /// <summary>What all workers together may do with the credential behind a backend.</summary>
    /// <param name="spec">Specification of the backend.</param>
    /// <param name="mostInFlight">The most parts of one backend that the vendor may have at a time.</param>
    /// <returns>The limits.</returns>
    internal AdmissionLimits LimitsOf(string spec, int mostInFlight)
    {
        BackendSpec parsed = Parse(spec);
        SubmitPace pace = Registration(parsed.Provider).Pace(Connected(parsed.Provider, parsed.Profile).Credential);
        return new AdmissionLimits($"{parsed.Provider}@{parsed.Profile}", mostInFlight, pace.PerSecond, pace.Burst);
    }

    /// <summary>Tells credentials apart without telling them.</summary>
    /// <param name="spec">Specification of the backend.</param>
    /// <returns>Fingerprint of the credential that is used for it.</returns>
    internal string FingerprintOf(string spec)
    {
        BackendSpec parsed = Parse(spec);
        return Connected(parsed.Provider, parsed.Profile).Credential.Fingerprint;
    }

    /// <summary>Looks for a changed credential, and connects anew where there is one.</summary>
    /// <param name="spec">Specification of the backend.</param>
    /// <returns>Fingerprint of the credential that is used from now on.</returns>
    internal string Refresh(string spec)
    {
        BackendSpec parsed = Parse(spec);
        (string, string) key = (parsed.Provider, parsed.Profile);
        Connection known = Connected(parsed.Provider, parsed.Profile);
        Credential? found;
        try
        {
            found = _credentials.Find(Registration(parsed.Provider).Schema, parsed.Profile).Credential;
        }
        catch (DiagnosticException)
        {
            // A file that is being mended: what was read before stands until it can be read.
            return known.Credential.Fingerprint;
        }

        if (found is null || found.Fingerprint == known.Credential.Fingerprint)
            return known.Credential.Fingerprint;

        // Calls may be under way on the old connection, so it is closed with the catalogue.
        _retired.Add(known);
        _connected[key] = new Lazy<Connection>(() => new Connection(found, Registration(parsed.Provider).Connect(found)));
        _usage.TryRemove(key, out _);
        return found.Fingerprint;
    }

    /// <summary>Usage of the account behind a backend, not older than a minute.</summary>
    /// <param name="spec">Specification of the backend.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The usage.</returns>
    public async Task<Outcome<AccountUsage>> AccountUsageAsync(string spec, CancellationToken cancellationToken)
    {
        BackendSpec parsed = Parse(spec);
        (string, string) key = (parsed.Provider, parsed.Profile);
        DateTimeOffset now = _clock.GetUtcNow();
        if (_usage.TryGetValue(key, out (DateTimeOffset At, Outcome<AccountUsage> Usage) known) && now - known.At < UsageIsFresh)
            return known.Usage;
        Outcome<AccountUsage> usage = await Provider(parsed.Provider, parsed.Profile).AccountUsageAsync(cancellationToken).ConfigureAwait(false);
        if (usage.Error is null)
            _usage[key] = (now, usage);
        return usage;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Connection connection in _connected.Values.Where(c => c.IsValueCreated).Select(c => c.Value).Concat(_retired))
            (connection.Provider as IDisposable)?.Dispose();
    }

    /// <summary>Reads a backend specification.</summary>
    /// <param name="spec">The text.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="DiagnosticException">The text is none.</exception>
    public BackendSpec Parse(string spec)
    {
        if (BackendSpec.TryParse(spec, out BackendSpec? parsed))
            return parsed;
        string example = _registrations.Count == 0 ? "native" : $"{_registrations[0].Schema.Provider}:NAME";
        throw new DiagnosticException(ProviderDiagnostics.BackendSpec.At(SourceSpan.None, spec, example));
    }

    private static async Task<bool?> IsReachableAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private (Credential? Credential, Diagnostic? Missing) Look(ProviderRegistration registration)
    {
        try
        {
            return _credentials.Find(registration.Schema, BackendSpec.DefaultProfile);
        }
        catch (DiagnosticException unusable)
        {
            return (null, unusable.Diagnostics[0]);
        }
    }

    private Connection Connected(string provider, string profile)
    {
        Lazy<Connection> connection = _connected.GetOrAdd((provider, profile), key => new Lazy<Connection>(() => Connect(key.Provider, key.Profile)));
        try
        {
            return connection.Value;
        }
        catch (DiagnosticException)
        {
            // What is missing now may be there at the next try.
            _connected.TryRemove(new KeyValuePair<(string, string), Lazy<Connection>>((provider, profile), connection));
            throw;
        }
    }

    private Connection Connect(string provider, string profile)
    {
        ProviderRegistration registration = Registration(provider);
        (Credential? credential, Diagnostic? missing) = _credentials.Find(registration.Schema, profile);
        if (credential is null)
            throw new DiagnosticException(missing!);
        return new Connection(credential, registration.Connect(credential));
    }

    private ProviderRegistration Registration(string provider) => _registrations.FirstOrDefault(r => r.Schema.Provider == provider)
        ?? throw new DiagnosticException(ProviderDiagnostics.UnknownProvider.At(SourceSpan.None, provider, string.Join(", ", _registrations.Select(r => r.Schema.Provider))));

    private sealed record Connection(Credential Credential, IProvider Provider);
}
