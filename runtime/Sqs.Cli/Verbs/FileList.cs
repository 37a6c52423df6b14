namespace Sqs.Cli.Verbs;

/// <summary>The files a user names: paths, and <c>@LIST</c> for a file with a path a line.</summary>
internal static class FileList
{
    /// <summary>Expands lists.</summary>
    /// <param name="names">What the user gave.</param>
    /// <returns>Paths, in order.</returns>
    public static IEnumerable<string> Expand(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (name.Length < 2 || name[0] != '@')
            {
                yield return name;
                continue;
            }

            foreach (string line in File.ReadLines(name[1..]))
            {
                if (!string.IsNullOrWhiteSpace(line))
                    yield return line.Trim();
            }
        }
    }
}
