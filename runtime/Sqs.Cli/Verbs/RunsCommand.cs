namespace Sqs.Cli.Verbs;

/// <summary><c>sqs runs</c>: the recorded runs.</summary>
internal sealed class RunsCommand : RunsListVerb
{
    /// <summary>Creates the verb; without a sub-verb it lists.</summary>
    public RunsCommand()
        : base("runs", "Lists the recorded runs, newest first; 'sqs runs show ID' shows one, 'sqs runs export' and 'import' carry one elsewhere.", "sqs runs", "sqs runs show last --json")
    {
        Add(new RunsShowVerb());
        Add(new RunsExportVerb());
        Add(new RunsImportVerb());
        Add(new RunsShareVerb());
    }
}
