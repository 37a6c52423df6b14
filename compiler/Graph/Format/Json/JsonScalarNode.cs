using System.Numerics;

namespace Sqs.Compiler.Graph.Format.Json;

/// <summary>A JSON string, number, truth value or null.</summary>
/// <param name="Place">The token.</param>
/// <param name="Value">A <see cref="string"/>, <see cref="long"/>, <see cref="BigInteger"/>, <see cref="double"/>, <see cref="bool"/> or null.</param>
internal sealed record JsonScalarNode(JsonPlace Place, object? Value) : JsonNode(Place)
{
    /// <inheritdoc/>
    public override string Description => Value switch
    {
        string => "a string",
        bool => "a truth value",
        null => "null",
        _ => "a number",
    };

    /// <summary>The value as a number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is one.</returns>
    public bool TryGetNumber(out double value)
    {
        switch (Value)
        {
            case double number:
                value = number;
                return true;
            case long integer:
                value = integer;
                return true;
            case BigInteger integer:
                value = (double)integer;
                return true;
            default:
                value = 0;
                return false;
        }
    }

    /// <summary>The value as an integer; a number with a fraction of zero, such as 3.0, counts.</summary>
    /// <param name="value">The integer.</param>
    /// <returns>Whether it is one.</returns>
    public bool TryGetInteger(out BigInteger value)
    {
        switch (Value)
        {
            case long integer:
                value = integer;
                return true;
            case BigInteger integer:
                value = integer;
                return true;
            case double number when double.IsInteger(number):
                value = new BigInteger(number);
                return true;
            default:
                value = default;
                return false;
        }
    }
}
