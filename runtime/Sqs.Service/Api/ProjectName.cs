using Sqs.Service.Json;

namespace Sqs.Service.Api;

/// <summary>Names of projects and users: words that need no quoting anywhere.</summary>
internal static class ProjectName
{
    private const int Longest = 100;

    /// <summary>Checks a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The name.</returns>
    /// <exception cref="RequestRefusedException">It is none.</exception>
    public static string Check(string name) => name.Length is > 0 and <= Longest && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@')
        ? name
        : throw RequestRefusedException.Invalid($"a name is 1 to {Longest} letters, digits and '-', '_', '.', '@'");
}
