namespace Sqs.Compiler.Diagnostics;

/// <summary>Finds the name a user probably meant.</summary>
public static class NameSuggestion
{
    // The distance takes time in proportion to the product of the lengths; nobody misspells by a letter what is longer.
    private const int MaximumLength = 64;

    /// <summary>The candidate nearest to a misspelt name by optimal string alignment distance.</summary>
    /// <param name="name">What the user wrote.</param>
    /// <param name="candidates">The names that exist.</param>
    /// <returns>The nearest candidate within a third of the name's length, or null when none is near enough.</returns>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        if (name.Length > MaximumLength)
            return null;
        int best = (name.Length / 3) + 1;
        string? nearest = null;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) >= best)
                continue;
            int distance = Distance(name, candidate);
            if (distance < best)
            {
                best = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>A clause to append to a message: <c>, did you mean 'x'?</c>, or nothing.</summary>
    /// <param name="name">What the user wrote.</param>
    /// <param name="candidates">The names that exist.</param>
    /// <returns>The clause, or an empty string.</returns>
    public static string Clause(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { } nearest ? $", did you mean '{nearest}'?" : string.Empty;

    private static int Distance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1];
        int[] last = new int[b.Length + 1];
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
