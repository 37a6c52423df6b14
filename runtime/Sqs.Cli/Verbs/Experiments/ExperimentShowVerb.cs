using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Experiments;

namespace Sqs.Cli.Verbs.Experiments;

/// <summary><c>sqs experiment show</c>: the table of an experiment, finished or not.</summary>
internal sealed class ExperimentShowVerb : VerbCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "The folder that sqs experiment run wrote." };

    /// <summary>Creates the verb.</summary>
    public ExperimentShowVerb()
        : base("show", "Shows the table of an experiment.", "sqs experiment show memory", "sqs experiment show memory --json") => Add(_folder);

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        var folder = new ExperimentFolder(arguments.GetRequiredValue(_folder));
        if (folder.Read(diagnostics) is not { } read)
            return Task.FromResult(context.Report(diagnostics));
        ExperimentTable table = ExperimentReport.Write(folder, read.Experiment, read.Command, read.Results, read.Expected);
        ExperimentOutput.Write(folder, table, read.Results.Count, read.Expected, context);
        return Task.FromResult(ExitCode.Done);
    }
}
