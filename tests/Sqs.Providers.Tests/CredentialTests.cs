using Newtonsoft.Json;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Credentials;
using Sqs.Providers.Ibm;
using Sqs.Providers.IonQ;

namespace Sqs.Providers.Tests;

public sealed class CredentialTests
{
    private string _folder = null!;

    [SetUp]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("sqs-credentials").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_profile_is_written_for_its_owner_only_and_read_again()
    {
        var file = new CredentialFile(Path.Combine(_folder, "sub", "credentials.json"));
        file.Write("ibm", "lab", new Dictionary<string, string> { ["api-key"] = "k1", ["crn"] = "c1" });
        file.Write("ionq", "default", new Dictionary<string, string> { ["api-key"] = "k2" });
        Assert.That(file.Profiles(), Is.EqualTo(new[] { ("ibm", "lab"), ("ionq", "default") }));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(file.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        (Credential? credential, _) = new CredentialSource(file, _ => null).Find(IbmSettings.Schema, "lab");
        Assert.That(credential!.Find("api-key")!.Reveal(), Is.EqualTo("k1"));
        Assert.That(credential.ToString(), Does.Not.Contain("k1"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [NonParallelizable]
    public void A_new_user_without_a_configuration_folder_gets_one_and_not_the_folder_a_command_runs_in()
    {
        string?[] before = [Environment.GetEnvironmentVariable("HOME"), Environment.GetEnvironmentVariable("XDG_CONFIG_HOME"), Environment.GetEnvironmentVariable("SQS_CREDENTIALS")];
        try
        {
            Environment.SetEnvironmentVariable("HOME", _folder);
            Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", null);
            Environment.SetEnvironmentVariable("SQS_CREDENTIALS", null);
            Assert.That(CredentialFile.Default().Path, Is.EqualTo(Path.Combine(_folder, ".config", "sqs", "credentials.json")));
            CredentialFile.Default().Write("ionq", "default", new Dictionary<string, string> { ["api-key"] = "k" });
            Assert.That(CredentialFile.Default().Profiles(), Is.EqualTo(new[] { ("ionq", "default") }));
        }
        finally
        {
            Environment.SetEnvironmentVariable("HOME", before[0]);
            Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", before[1]);
            Environment.SetEnvironmentVariable("SQS_CREDENTIALS", before[2]);
        }
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_file_that_others_can_read_is_refused()
    {
        var file = new CredentialFile(Path.Combine(_folder, "credentials.json"));
        file.Write("ionq", "default", new Dictionary<string, string> { ["api-key"] = "k" });
#pragma warning disable CA1416 // The platform is excluded above.
        File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
#pragma warning restore CA1416
        DiagnosticException refused = Assert.Throws<DiagnosticException>(() => file.Read("ionq", "default"))!;
        Assert.That(refused.Diagnostics[0].Code, Is.EqualTo("SQS6005"));
    }

    [Test]
    public void A_broken_file_is_refused_without_quoting_it()
    {
        var file = new CredentialFile(Path.Combine(_folder, "credentials.json"));
        file.Write("ionq", "default", new Dictionary<string, string> { ["api-key"] = "k" });
        File.WriteAllText(file.Path, "{\"ionq\": secret-text");
        DiagnosticException refused = Assert.Throws<DiagnosticException>(() => file.Read("ionq", "default"))!;
        Assert.That(refused.Message, Does.Not.Contain("secret-text"));
    }

    [Test]
    public void The_environment_comes_first_and_profiles_have_variables_of_their_own()
    {
        var file = new CredentialFile(Path.Combine(_folder, "credentials.json"));
        file.Write("ionq", "default", new Dictionary<string, string> { ["api-key"] = "from-file", ["url"] = "http://localhost:1/v0.4/" });
        var environment = new Dictionary<string, string> { ["IONQ_API_KEY"] = "from-environment", ["IONQ_API_KEY_LAB"] = "of-lab" };
        var source = new CredentialSource(file, environment.GetValueOrDefault);
        Credential credential = source.Find(IonQSettings.Schema, "default").Credential!;
        Assert.That(credential.Find("api-key")!.Reveal(), Is.EqualTo("from-environment"));
        Assert.That(IonQSettings.From(credential).BaseUrl, Is.EqualTo(new Uri("http://localhost:1/v0.4")));
        Assert.That(source.Find(IonQSettings.Schema, "lab").Credential!.Find("api-key")!.Reveal(), Is.EqualTo("of-lab"));
    }

    [Test]
    public void Addresses_of_the_environment_hold_for_every_profile_that_names_none()
    {
        var file = new CredentialFile(Path.Combine(_folder, "credentials.json"));
        file.Write("ibm", "lab", new Dictionary<string, string> { ["api-key"] = "k", ["crn"] = "c" });
        file.Write("ibm", "own", new Dictionary<string, string> { ["api-key"] = "k", ["crn"] = "c", ["url"] = "http://own.example/api/v1" });
        file.Write("ionq", "lab", new Dictionary<string, string> { ["api-key"] = "k" });
        var environment = new Dictionary<string, string>
        {
            ["SQS_IBM_URL"] = "http://127.0.0.1:1/api/v1",
            ["SQS_IBM_IAM_URL"] = "http://127.0.0.1:2",
            ["SQS_IONQ_URL"] = "http://127.0.0.1:3/v0.4",
            ["IBM_QUANTUM_API_KEY"] = "of-default",
        };
        var source = new CredentialSource(file, environment.GetValueOrDefault);
        Credential lab = source.Find(IbmSettings.Schema, "lab").Credential!;
        IbmSettings settings = IbmSettings.From(lab);
        Assert.That(settings.BaseUrl, Is.EqualTo(new Uri("http://127.0.0.1:1/api/v1")));
        Assert.That(settings.IamUrl, Is.EqualTo(new Uri("http://127.0.0.1:2")));
        Assert.That(IonQSettings.From(source.Find(IonQSettings.Schema, "lab").Credential!).BaseUrl, Is.EqualTo(new Uri("http://127.0.0.1:3/v0.4")));

        // Each entry says where it comes from; keys stay with their profile, and a profile's own address comes first.
        Assert.That((lab.SourceOf("url"), lab.SourceOf("api-key"), lab.SourceOf("api-version")), Is.EqualTo(("SQS_IBM_URL", file.Path, (string?)null)));
        Assert.That(lab.Find("api-key")!.Reveal(), Is.EqualTo("k"));
        Assert.That(IbmSettings.From(source.Find(IbmSettings.Schema, "own").Credential!).BaseUrl, Is.EqualTo(new Uri("http://own.example/api/v1")));
        environment["SQS_IBM_URL_OWN"] = "http://127.0.0.1:4/api/v1";
        Assert.That(IbmSettings.From(source.Find(IbmSettings.Schema, "own").Credential!).BaseUrl, Is.EqualTo(new Uri("http://127.0.0.1:4/api/v1")));
    }

    [Test]
    public void What_is_missing_is_named()
    {
        (Credential? credential, Diagnostic? missing) = new CredentialSource(new CredentialFile(Path.Combine(_folder, "none.json")), _ => null).Find(IbmSettings.Schema, "default");
        Assert.That(credential, Is.Null);
        Assert.That(missing!.ToString(), Does.Contain("IBM_QUANTUM_API_KEY").And.Contain("sqs auth login ibm"));
    }

    [Test]
    public void A_secret_cannot_be_written_into_a_record()
    {
        var secret = new Secret("deep");
        Assert.That($"{secret}", Is.EqualTo("***"));
        Assert.That(() => JsonConvert.SerializeObject(new { secret }), Throws.InstanceOf<JsonSerializationException>().With.Message.Not.Contains("deep"));
    }
}
