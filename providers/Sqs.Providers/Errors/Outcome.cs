using System.Diagnostics.CodeAnalysis;

namespace Sqs.Providers.Errors;

/// <summary>The value of a call, or why there is none.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class Outcome<T>
    where T : notnull
{
    private readonly T? _value;

    private Outcome(T? value, ProviderError? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>Why there is no value, or null.</summary>
    public ProviderError? Error { get; }

    /// <summary>The value; reading it where there is none is a bug.</summary>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"There is no value: {Error}");

    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    /// <param name="error">Why.</param>
    public static implicit operator Outcome<T>(ProviderError error) => new(default, error);

    /// <summary>Takes the outcome apart.</summary>
    /// <param name="value">The value, where there is one.</param>
    /// <param name="error">Why there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ProviderError? error)
    {
        value = _value;
        error = Error;
        return error is null;
    }

    /// <summary>Maps the value.</summary>
    /// <typeparam name="TOther">Type of the new value.</typeparam>
    /// <param name="map">Called with the value, where there is one.</param>
    /// <returns>The mapped value, or the same error.</returns>
    public Outcome<TOther> Select<TOther>(Func<T, TOther> map)
        where TOther : notnull
    {
        ArgumentNullException.ThrowIfNull(map);
        return Error is null ? map(_value!) : Error;
    }
}
