using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Providers;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;

namespace Sqs.Runtime.Jobs;

/// <summary>A provider that backend specifications may name.</summary>
/// <param name="Schema">What it needs to know of an account.</param>
/// <param name="Connect">Connects an account.</param>
public sealed record ProviderRegistration(CredentialSchema Schema, Func<Credential, IProvider> Connect)
{
    /// <summary>Submits a second that one credential may make over time, all workers on a store together; 0 for no limit.</summary>
    public double SubmitsPerSecond { get; init; }

    /// <summary>Submits that one credential may make at once after a pause.</summary>
    public int SubmitBurst { get; init; } = 1;

    /// <summary>Makes a target of a device of its, now or on another day; nothing is asked of the provider.</summary>
    public Func<BackendSnapshot, Target> TargetOf { get; init; } = static _ => TargetProfiles.Native;

    /// <summary>The addresses it talks to with a credential, complete or not, the service's own first; empty for this machine.</summary>
    public Func<Credential, IReadOnlyList<Uri>> Endpoints { get; init; } = static _ => [];
}
