using System.CommandLine;

namespace Sqs.Cli.Verbs.Experiments;

/// <summary><c>sqs experiment</c>: many trainings and what they show together.</summary>
internal sealed class ExperimentCommand : Command
{
    /// <summary>Creates the verb.</summary>
    public ExperimentCommand()
        : base("experiment", "Runs and shows experiments: grids of trainings with tables, tests and plots.")
    {
        Add(new ExperimentRunVerb());
        Add(new ExperimentShowVerb());
    }
}
