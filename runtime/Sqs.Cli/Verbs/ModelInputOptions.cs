using System.CommandLine;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Runtime.Data;
using Sqs.Runtime.Inputs;
using Sqs.Runtime.Spikes;

namespace Sqs.Cli.Verbs;

/// <summary>Options that say what spikes go into a model.</summary>
internal sealed class ModelInputOptions
{
    private readonly DataOptions _data = new(isRequired: false);
    private readonly Option<int> _sample = new("--sample") { Description = "For a model with --data: index of the test sample." };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_data.Option, _sample];

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _data.AddTo(command);
        command.Add(_sample);
    }

    /// <summary>Whether any spikes were named.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="inputFile">A CSV file with a row a step, or null.</param>
    /// <returns>True when they were, or when a sample was asked for.</returns>
    public bool IsGiven(ParseResult arguments, string? inputFile) => inputFile is not null || _data.IsGiven(arguments) || arguments.GetResult(_sample) is { Implicit: false };

    /// <summary>The input spikes of a model.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="inputFile">A CSV file with a row a step, or null.</param>
    /// <param name="graph">The model.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>One train over all input lines, or null.</returns>
    public SpikeTensor? Spikes(ParseResult arguments, string? inputFile, NetworkGraph graph, DiagnosticBag diagnostics)
    {
        int lines = graph.Inputs.Sum(i => i.Size * i.Channels);
        if (inputFile is not null)
            return SpikeFile.Read(inputFile, graph.Steps, lines, diagnostics);
        if (!_data.IsGiven(arguments))
        {
            diagnostics.Report(InputDiagnostics.NoSpikes, SourceSpan.None);
            return null;
        }

        if (_data.Load(arguments, graph.Steps, diagnostics) is not { } data)
            return null;
        int sample = arguments.GetValue(_sample);
        if (data.Lines != lines || data.Steps != graph.Steps)
            diagnostics.Report(InputDiagnostics.SpikesDoNotFit, SourceSpan.None, data.Steps, data.Lines, graph.Steps, lines);
        else if ((uint)sample >= (uint)data.Test.Count)
            diagnostics.Report(InputDiagnostics.NoSuchSample, SourceSpan.None, sample, data.Test.Count);
        if (diagnostics.HasErrors)
            return null;
        var spikes = new SpikeTensor(1, graph.Steps, lines);
        data.Encode(DataPart.Test, [sample], epoch: 0, spikes);
        return spikes;
    }
}
