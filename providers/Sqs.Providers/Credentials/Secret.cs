using Newtonsoft.Json;

namespace Sqs.Providers.Credentials;

/// <summary>A secret text that no log, record or serialiser can print by accident.</summary>
[JsonConverter(typeof(SecretJsonConverter))]
public sealed class Secret
{
    private readonly string _value;

    /// <summary>Wraps a secret.</summary>
    /// <param name="value">The secret.</param>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The secret itself, for the header or body that needs it and nothing else.</summary>
    /// <returns>The secret.</returns>
    public string Reveal() => _value;

    /// <summary>A mask.</summary>
    /// <returns>Always the same text.</returns>
    public override string ToString() => "***";
}
