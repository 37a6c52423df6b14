using Sqs.Runtime.Runs;

namespace Sqs.Runtime.Replay;

/// <summary>Compares recorded runs.</summary>
public static class RunComparison
{
    /// <summary>What differs between two runs, apart from identifiers and times.</summary>
    /// <param name="left">A run.</param>
    /// <param name="right">Another run.</param>
    /// <returns>One line a difference; none when the runs are alike bit for bit.</returns>
    public static IReadOnlyList<string> Differences(RunRecord left, RunRecord right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var lines = new List<string>();
        Compare(lines, "kind", left.Kind, right.Kind);
        Compare(lines, "what", left.Title, right.Title);
        Compare(lines, "backend", left.Backend, right.Backend);
        Compare(lines, "software", left.Software, right.Software);
        Compare(lines, "jobs", left.Jobs.Count, right.Jobs.Count);
        for (int i = 0; i < Math.Min(left.Jobs.Count, right.Jobs.Count); i++)
            CompareJobs(lines, left.Jobs[i], right.Jobs[i]);
        foreach (string name in left.Metrics.Keys.Union(right.Metrics.Keys).Order(StringComparer.Ordinal))
            Compare(lines, $"figure {name}", left.Metrics.TryGetValue(name, out double a) ? a : null, right.Metrics.TryGetValue(name, out double b) ? b : (double?)null);
        foreach (string name in left.Attachments.Keys.Union(right.Attachments.Keys).Order(StringComparer.Ordinal))
        {
            if (!left.Attachments.GetValueOrDefault(name, []).AsSpan().SequenceEqual(right.Attachments.GetValueOrDefault(name, [])))
                lines.Add($"file {name} differs");
        }

        return lines;
    }

    private static void CompareJobs(List<string> lines, RunJob left, RunJob right)
    {
        string name = $"job {left.Name}";
        Compare(lines, $"{name}: settings", left.Settings, right.Settings);
        if (left.Program != right.Program)
            lines.Add($"{name}: the programs differ");
        bool sameInputs = left.Parameters.Count == right.Parameters.Count && left.Parameters.InputCount == right.Parameters.InputCount;
        for (int set = 0; set < left.Parameters.Count && sameInputs; set++)
            sameInputs = left.Parameters[set].SequenceEqual(right.Parameters[set]);
        if (!sameInputs)
            lines.Add($"{name}: the inputs differ");
        int different = left.Results.Zip(right.Results).Count(pair => RecordDifference.First(pair.First, pair.Second) is not null);
        if (different > 0 || left.Results.Count != right.Results.Count)
            lines.Add($"{name}: the results of {different + Math.Abs(left.Results.Count - right.Results.Count)} of {Math.Max(left.Results.Count, right.Results.Count)} parameter sets differ");
    }

    private static void Compare<T>(List<string> lines, string what, T left, T right)
    {
        if (!EqualityComparer<T>.Default.Equals(left, right))
            lines.Add(FormattableString.Invariant($"{what}: {left} | {right}"));
    }
}
