using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Sqs.Providers.Credentials;

/// <summary>The entries of one account. Printing it shows no secret.</summary>
public sealed class Credential
{
    private readonly FrozenDictionary<string, CredentialEntry> _entries;

    /// <summary>Wraps entries.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="entries">The entries; no two of one name.</param>
    public Credential(string provider, string profile, IEnumerable<CredentialEntry> entries)
    {
        Provider = provider;
        Profile = profile;
        _entries = entries.ToFrozenDictionary(e => e.Name, StringComparer.Ordinal);
    }

    /// <summary>Name of the provider.</summary>
    public string Provider { get; }

    /// <summary>Name of the profile.</summary>
    public string Profile { get; }

    /// <summary>Where the entries come from, for people: each place once.</summary>
    public string Source => string.Join(", ", Names.Select(SourceOf).Distinct(StringComparer.Ordinal));

    /// <summary>Names of the entries, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _entries.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// A short mark that tells two accounts apart without telling the secret: the first 8 hexadecimal digits of a SHA-256 over the entries.
    /// </summary>
    public string Fingerprint
    {
        get
        {
            string all = string.Join('\n', Names.Select(n => $"{n}={_entries[n].Value.Reveal()}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Provider}\n{all}")))[..8];
        }
    }

    /// <summary>An entry.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The entry, or null.</returns>
    public Secret? Find(string name) => _entries.GetValueOrDefault(name)?.Value;

    /// <summary>Where an entry comes from.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>An environment variable or a file, or null where there is no such entry.</returns>
    public string? SourceOf(string name) => _entries.GetValueOrDefault(name)?.Source;

    /// <summary>An entry that is no secret, for instance an address.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text, or null.</returns>
    public string? Text(string name) => Find(name)?.Reveal();

    /// <summary>Provider, profile and fingerprint.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() => $"{Provider}@{Profile} ({Fingerprint})";
}
