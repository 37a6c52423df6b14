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
    /// <summary>How fast a credential may submit.</summary>
    public Func<Credential, SubmitPace> Pace { get; init; } = static _ => SubmitPace.Unlimited;

    /// <summary>Makes a target of a device of its, now or on another day; nothing is asked of the provider.</summary>
    public Func<BackendSnapshot, Target> TargetOf { get; init; } = static _ => TargetProfiles.Native;

    /// <summary>The addresses it talks to with a credential, complete or not, the service's own first; empty for this machine.</summary>
    public Func<Credential, IReadOnlyList<Uri>> Endpoints { get; init; } = static _ => [];
}
