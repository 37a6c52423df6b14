using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Sqs.Runtime.Jobs.Store;

/// <summary>How jobs are written as JSON: names as in the types, enumerations by name, dates to the tick.</summary>
public static class JobJson
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        Converters = { new StringEnumConverter(), new EquatableArrayConverter() },
    };

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>JSON on one line.</returns>
    public static string Write(object value) => JsonConvert.SerializeObject(value, Formatting.None, Settings);

    /// <summary>Reads a value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="text">The JSON.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidDataException">The text is no such value.</exception>
    public static T Read<T>(string text)
    {
        try
        {
            return JsonConvert.DeserializeObject<T>(text, Settings) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"A stored {typeof(T).Name} cannot be read.", exception);
        }
    }
}
