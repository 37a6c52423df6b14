namespace Sqs.Cli.Tests.Jobs;

/// <summary>Keeps the tests away from the credentials and runs of whoever starts them: one file for the run, a profile a test.</summary>
[SetUpFixture]
public sealed class CredentialSetup
{
    private static readonly string[] Variables = ["IBM_QUANTUM_API_KEY", "IBM_QUANTUM_CRN", "SQS_IBM_URL", "SQS_IBM_IAM_URL", "IONQ_API_KEY", "SQS_IONQ_URL"];

    private readonly WorkFolder _folder = new();

    [OneTimeSetUp]
    public void Begin()
    {
        foreach (string variable in Variables)
            Environment.SetEnvironmentVariable(variable, null);
        Environment.SetEnvironmentVariable("SQS_CREDENTIALS", _folder["credentials.json"]);
        Environment.SetEnvironmentVariable("SQS_RUNS", _folder["runs"]);
    }

    [OneTimeTearDown]
    public void End()
    {
        Environment.SetEnvironmentVariable("SQS_CREDENTIALS", null);
        Environment.SetEnvironmentVariable("SQS_RUNS", null);
        _folder.Dispose();
    }
}
