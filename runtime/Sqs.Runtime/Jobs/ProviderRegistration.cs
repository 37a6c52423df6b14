using Sqs.Providers;
using Sqs.Providers.Credentials;

namespace Sqs.Runtime.Jobs;

/// <summary>A provider that backend specifications may name.</summary>
/// <param name="Schema">What it needs to know of an account.</param>
/// <param name="Connect">Connects an account.</param>
public sealed record ProviderRegistration(CredentialSchema Schema, Func<Credential, IProvider> Connect);
