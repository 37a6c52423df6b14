using System.CommandLine;
using Sqs.Providers.Credentials;
using Sqs.Providers.Native;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Cli.Verbs;

/// <summary>The option of job verbs, and the service behind them.</summary>
internal sealed class JobStoreOptions
{
    /// <summary>The environment variable that names the file of the jobs.</summary>
    public const string FileVariable = "SQS_JOBS";

    private readonly Option<string?> _jobs = new("--jobs") { Description = $"File of the jobs; the variable {FileVariable}, else .sqs/jobs.db." };

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command) => command.Add(_jobs);

    /// <summary>Opens the providers and the service.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>The providers, to be disposed, and the service.</returns>
    public (ProviderCatalog Providers, JobService Service) Open(ParseResult arguments)
    {
        string path = arguments.GetValue(_jobs)
            ?? (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } named ? named : Path.Combine(".sqs", "jobs.db"));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        TimeProvider clock = TimeProvider.System;
        var providers = new ProviderCatalog(
            [new ProviderRegistration(NativeProvider.Schema, _ => new NativeProvider(clock))],
            new CredentialSource(CredentialFile.Default()),
            clock);
        return (providers, new JobService(JobStore.Open(path), providers));
    }
}
