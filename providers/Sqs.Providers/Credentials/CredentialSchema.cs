using Sqs.Compiler.Ir;

namespace Sqs.Providers.Credentials;

/// <summary>What a provider needs to know of an account.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Fields">The entries.</param>
public sealed record CredentialSchema(string Provider, EquatableArray<CredentialField> Fields);
