using Newtonsoft.Json.Linq;
using Sqs.Providers.Credentials;

namespace Sqs.Runtime.Reports;

/// <summary>The JSON form of a credential: names and a fingerprint, no secret.</summary>
public static class CredentialDocument
{
    /// <summary>Describes a credential.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="addresses">The addresses it is used at.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(Credential credential, IReadOnlyList<Uri> addresses)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new JObject
        {
            ["provider"] = credential.Provider,
            ["profile"] = credential.Profile,
            ["fingerprint"] = credential.Fingerprint,
            ["entries"] = new JArray(credential.Names),
            ["source"] = credential.Source,
            ["sources"] = new JObject(credential.Names.Select(n => new JProperty(n, credential.SourceOf(n)))),
            ["addresses"] = new JArray(addresses.Select(a => a.ToString())),
        };
    }
}
