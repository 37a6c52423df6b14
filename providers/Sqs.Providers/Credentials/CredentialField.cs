using Sqs.Compiler.Ir;

namespace Sqs.Providers.Credentials;

/// <summary>One entry of a provider's credential.</summary>
/// <param name="Name">Name in the credential file, for instance <c>api-key</c>.</param>
/// <param name="Description">What it is, for prompts and messages.</param>
/// <param name="IsSecret">Whether it must never be shown.</param>
/// <param name="IsRequired">Whether nothing works without it.</param>
/// <param name="Variables">Environment variables that hold it for the default profile, first match wins.</param>
public sealed record CredentialField(string Name, string Description, bool IsSecret, bool IsRequired, EquatableArray<string> Variables)
{
    /// <summary>
    /// Whether it says where the service is. Then the variables without a profile's suffix hold for every profile that names no address of its own: whoever points the
    /// environment at a rehearsal must not reach the vendor by naming a profile.
    /// </summary>
    public bool IsAddress { get; init; }
}
