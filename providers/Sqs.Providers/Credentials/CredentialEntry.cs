namespace Sqs.Providers.Credentials;

/// <summary>One entry of a credential. Printing it shows no secret.</summary>
/// <param name="Name">Name in the credential file, for instance <c>api-key</c>.</param>
/// <param name="Value">The text, secret or not.</param>
/// <param name="Source">Where it comes from: an environment variable, or a file.</param>
public sealed record CredentialEntry(string Name, Secret Value, string Source);
