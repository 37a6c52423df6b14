using System.CommandLine;

namespace Sqs.Cli.Terminal;

/// <summary>A verb of the command line: a command with an example in its help.</summary>
internal abstract class VerbCommand : Command
{
    /// <summary>Creates a verb.</summary>
    /// <param name="name">The verb.</param>
    /// <param name="description">What it does, one sentence.</param>
    /// <param name="examples">Command lines to show in its help.</param>
    protected VerbCommand(string name, string description, params ReadOnlySpan<string> examples)
        : base(name, description)
    {
        Examples = [.. examples];

        // The application runs verbs itself; the action only tells the parser that the verb stands on its own, sub-verbs or not.
        SetAction(static _ => ExitCode.Done);
    }

    /// <summary>Command lines to show in the help.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Runs the verb.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="context">Where to write.</param>
    /// <returns>The exit code.</returns>
    public abstract Task<int> RunAsync(ParseResult arguments, VerbContext context);
}
