using System.CommandLine;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Runtime.Inputs;
using Sqs.Simulation;

namespace Sqs.Cli.Verbs;

/// <summary>Options that give the inputs of a program their values.</summary>
internal sealed class InputOptions
{
    private readonly Option<string[]> _set = new("--set") { Description = "Value of an input, name=number; may be repeated.", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _input = new("--input") { Description = "File with values of inputs (JSON object), or spikes of a model (CSV, a row a step)." };

    /// <summary>The option that only a program has a use for.</summary>
    public Option ForPrograms => _set;

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        command.Add(_set);
        command.Add(_input);
    }

    /// <summary>Path of the file of inputs, or null.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>A path.</returns>
    public string? File(ParseResult arguments) => arguments.GetValue(_input);

    /// <summary>Whether any value was given.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>True when one was.</returns>
    public bool IsGiven(ParseResult arguments) => File(arguments) is not null || arguments.GetValue(_set) is { Length: > 0 };

    /// <summary>Reads the values of a program's inputs.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="program">The program.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The values, or null.</returns>
    public ParameterSets? Bind(ParseResult arguments, CircuitProgram program, DiagnosticBag diagnostics)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        if (File(arguments) is { } file)
            InputBinding.ReadFile(file, values, diagnostics);
        InputBinding.ReadAssignments(arguments.GetValue(_set) ?? [], values, diagnostics);
        return InputBinding.Bind(program, values, diagnostics);
    }
}
