using System.Globalization;

namespace Sqs.Runtime.Jobs;

/// <summary>Identifiers of jobs and the keys that mark their parts at a vendor.</summary>
internal static class JobKeys
{
    /// <summary>The most parts of a job that are sent side by side.</summary>
    public const int PartsPerGeneration = 10_000;

    /// <summary>A new identifier: it sorts by time, and its end is random.</summary>
    /// <param name="now">The time now.</param>
    /// <returns>32 hexadecimal digits.</returns>
    public static string NewJob(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N", CultureInfo.InvariantCulture);

    /// <summary>The key of a part, which is sent once and searched for after that.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="part">Number of the part.</param>
    /// <returns>Letters, digits and a hyphen.</returns>
    public static string Of(string jobId, int part) => string.Create(CultureInfo.InvariantCulture, $"{jobId}-{part}");
}
