using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Sqs.Cli.Terminal;

/// <summary>The usual help of a command, with its examples behind it.</summary>
/// <param name="inner">The usual help.</param>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = inner.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not VerbCommand { Examples.Count: > 0 } verb)
            return code;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(verb.Examples.Count == 1 ? "Example:" : "Examples:");
        foreach (string example in verb.Examples)
            output.WriteLine($"  {example}");
        return code;
    }
}
