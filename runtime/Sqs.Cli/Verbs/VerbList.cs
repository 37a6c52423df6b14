using System.CommandLine;
using Sqs.Cli.Verbs.Auth;
using Sqs.Cli.Verbs.Experiments;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Cli.Verbs.Service;

namespace Sqs.Cli.Verbs;

/// <summary>The verbs, in the order the help lists them.</summary>
internal static class VerbList
{
    /// <summary>Creates the verbs.</summary>
    /// <returns>The commands.</returns>
    public static IEnumerable<Command> Create() =>
    [
        new DemoVerb(),
        new NewVerb(),
        new CheckVerb(),
        new CompileVerb(),
        new RunVerb("run", "Runs a model or an OpenQASM program.", "sqs run bell.qasm --shots 1000 --seed 7", "sqs run model.sqs.json --data @dataset.txt --sample 0"),
        new TrainVerb(),
        new EvalVerb(),
        new ExperimentCommand(),
        new SubmitVerb(),
        new WaitVerb(),
        new FetchVerb(),
        new JobsVerb(),
        new JobVerb(),
        new CancelVerb(),
        new BackendsVerb(),
        new AuthCommand(),
        new EmulateVerb(),
        new RunsCommand(),
        new ReplayVerb(),
        new DiffVerb(),
        new QasmCommand(),
        new ServeVerb(),
        new ReadyVerb(),
        new KeysCommand(),
        new DoctorVerb(),
    ];
}
