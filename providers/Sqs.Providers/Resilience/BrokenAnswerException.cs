namespace Sqs.Providers.Resilience;

/// <summary>The body of an answer is no complete JSON document, as when a proxy or a lost connection cuts it.</summary>
public sealed class BrokenAnswerException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="length">Bytes that came.</param>
    public BrokenAnswerException(long length)
        : base($"the answer is no complete JSON document ({length} bytes)")
    {
    }
}
