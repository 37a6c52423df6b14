using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary>Options of verbs that keep runs.</summary>
internal sealed class RunStoreOptions
{
    private readonly Option<string?> _runs = new("--runs") { Description = $"Folder of the recorded runs; the variable {RunStore.FolderVariable}, else .sqs/runs." };
    private readonly Option<bool> _noRecord = new("--no-record") { Description = "Do not record the run." };

    /// <summary>The options of a verb that records.</summary>
    public IEnumerable<Option> All => [_runs, _noRecord];

    /// <summary>Adds the options to a verb that records.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        command.Add(_runs);
        command.Add(_noRecord);
    }

    /// <summary>Adds the option of a verb that only reads.</summary>
    /// <param name="command">The verb.</param>
    public void AddReadingTo(Command command) => command.Add(_runs);

    /// <summary>The store.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>A store; its folder may not exist yet.</returns>
    public RunStore Open(ParseResult arguments) => new(arguments.GetValue(_runs) ?? RunStore.DefaultRoot());

    /// <summary>Records a run unless the user does not want it.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="record">The run.</param>
    /// <param name="context">Where to say so.</param>
    /// <returns>The identifier, or null when it was not recorded.</returns>
    public string? Save(ParseResult arguments, RunRecord record, VerbContext context)
    {
        if (arguments.GetValue(_noRecord))
            return null;
        Open(arguments).Save(record, context.Cancellation);
        context.Remark($"recorded as run {record.Id}");
        return record.Id;
    }
}
