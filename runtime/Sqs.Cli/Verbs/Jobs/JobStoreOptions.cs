using System.CommandLine;
using Sqs.Cli.Vendors;
using Sqs.Providers.Credentials;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary>The option of verbs that have to do with jobs, and the service behind it.</summary>
internal sealed class JobStoreOptions
{
    /// <summary>The environment variable that names the file of the jobs.</summary>
    public const string FileVariable = "SQS_JOBS";

    private readonly Option<string?> _jobs = new("--jobs") { Description = $"Where the jobs are: a file, or postgres://user@host/database; the variable {FileVariable}, else .sqs/jobs.db." };

    /// <summary>The option.</summary>
    public Option Option => _jobs;

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command) => command.Add(_jobs);

    /// <summary>Opens the providers and the jobs.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>Both, to be disposed.</returns>
    public OpenJobs Open(ParseResult arguments)
    {
        ProviderCatalog providers = Providers();
        return new OpenJobs(providers, new JobService(JobStore.Open(Location(arguments)), providers));
    }

    /// <summary>Where the jobs are.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>Path of a file, or what names a PostgreSQL database.</returns>
    public string Location(ParseResult arguments) => arguments.GetValue(_jobs)
        ?? (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } named ? named : Path.Combine(".sqs", "jobs.db"));

    /// <summary>The providers alone, for verbs that keep no jobs.</summary>
    /// <returns>The providers, to be disposed.</returns>
    public static ProviderCatalog Providers()
    {
        TimeProvider clock = TimeProvider.System;
        return new ProviderCatalog(VendorList.Create(clock), new CredentialSource(CredentialFile.Default()), clock);
    }
}
