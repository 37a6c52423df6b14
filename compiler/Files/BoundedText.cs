using System.Text;

namespace Sqs.Compiler.Files;

/// <summary>Reads text files up to a size. Devices and pipes have no size to ask for, so what is really read is counted.</summary>
public static class BoundedText
{
    /// <summary>The most characters a source text may have: 2^28.</summary>
    public const int MaximumCharacters = 1 << 28;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most characters that are read.</param>
    /// <returns>The text.</returns>
    /// <exception cref="IOException">The file cannot be read or has more characters.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static string Read(string path, int limit = MaximumCharacters)
    {
        using var reader = new StreamReader(path);
        var text = new StringBuilder();
        char[] buffer = new char[1 << 16];
        while (reader.Read(buffer) is > 0 and var count)
        {
            if (text.Length + count > limit)
                throw new IOException($"'{path}' has more than {limit} characters");
            text.Append(buffer, 0, count);
        }

        return text.ToString();
    }
}
