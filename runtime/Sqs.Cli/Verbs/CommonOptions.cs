using System.CommandLine;

namespace Sqs.Cli.Verbs;

/// <summary>Options that every verb takes.</summary>
internal static class CommonOptions
{
    /// <summary>Output for programs.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document instead of text.", Recursive = true };

    /// <summary>No progress.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print results and errors only.", Recursive = true };

    /// <summary>No colour.</summary>
    public static Option<bool> NoColor { get; } = new("--no-color") { Description = "Print without colour; so does the variable NO_COLOR.", Recursive = true };
}
