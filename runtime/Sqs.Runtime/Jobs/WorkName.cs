using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sqs.Runtime.Jobs;

/// <summary>Names a piece of work inside a longer run, so that its job is found again. The identifier of the job follows from it.</summary>
/// <param name="Run">Identifier of the run, see <see cref="NewRun"/>.</param>
/// <param name="Piece">What the piece is, unique in the run.</param>
public sealed record WorkName(string Run, string Piece)
{
    // The leading digits are a time: jobs are listed by it.
    private const int TimeDigits = 12;
    private const int Digits = 32;

    /// <summary>A number that tells the random numbers of this piece from those of others in the run.</summary>
    public ulong Stream => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Piece)));

    /// <summary>A new run.</summary>
    /// <param name="now">The time now.</param>
    /// <returns>Its identifier.</returns>
    public static string NewRun(DateTimeOffset now) => JobKeys.NewJob(now);

    /// <summary>The identifier of a job for the piece.</summary>
    /// <param name="attempt">0, or one more than the last job, which failed.</param>
    /// <returns>32 hexadecimal digits: the time of the run, then a digest.</returns>
    public string JobId(int attempt)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Run}\n{Piece}\n{attempt}")));
        return Run[..TimeDigits] + Convert.ToHexStringLower(digest)[..(Digits - TimeDigits)];
    }
}
