using System.CommandLine;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Data;

namespace Sqs.Cli.Verbs;

/// <summary>The option that names a dataset.</summary>
/// <param name="isRequired">Whether it must be given.</param>
internal sealed class DataOptions(bool isRequired)
{
    private readonly Option<string> _data = new("--data")
    {
        Description = $"Dataset, KIND:PLACE?key=value&...; kinds {string.Join(", ", DatasetSpecParser.Kinds)}; tasks {string.Join(", ", DatasetLoader.TaskNames)}; @FILE reads it from a file.",
        Required = isRequired,
    };

    /// <summary>The option.</summary>
    public Option Option => _data;

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command) => command.Add(_data);

    /// <summary>Whether a dataset was named.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>True when it was.</returns>
    public bool IsGiven(ParseResult arguments) => arguments.GetValue(_data) is not null;

    /// <summary>Loads the dataset.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="steps">Time steps of the network.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The dataset, or null.</returns>
    public Dataset? Load(ParseResult arguments, int steps, DiagnosticBag diagnostics)
    {
        string text = arguments.GetValue(_data)!;
        if (text.StartsWith('@'))
            text = File.ReadAllText(text[1..]).Trim();
        return DatasetSpecParser.Parse(text, diagnostics) is { } spec ? DatasetLoader.Load(spec, steps, diagnostics) : null;
    }
}
